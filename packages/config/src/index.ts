export { ConfigError, readConfig } from './read.ts'
export type {
  Config,
  DatabaseConfig,
  ExecutorConfig,
  HttpConfig,
  RedisConfig,
  SecretsConfig,
  SmtpConfig,
} from './config.ts'
export type { S3Config } from './storage-url.ts'

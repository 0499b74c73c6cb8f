export { ConfigError, readConfig } from './read.ts'
export type { Config, DatabaseConfig, HttpConfig, RedisConfig, SecretsConfig, SmtpConfig } from './config.ts'

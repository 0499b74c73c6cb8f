import { pino, type Logger } from 'pino'
import type { Config } from '@basalt/config'

export type Log = Logger

/** Keys whose values never reach a log line, at the top or one level down. Held by `log.test.ts`. */
const secretKeys = ['password', 'secret', 'token', 'cookie', 'authorization', 'jwt', 'key', 'otp', 'credentials']

/** JSON lines on standard output: fields first, then a short fixed sentence. */
export function createLog(
  config: Pick<Config, 'log'>,
  service: string,
  destination?: { write(line: string): void },
): Log {
  return pino(
    {
      level: config.log.level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  )
}

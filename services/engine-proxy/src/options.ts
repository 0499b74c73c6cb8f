import type { Config } from '@basalt/config'
import * as z from 'zod'

/** The whole configuration: less than other services have, as this one knows neither the stores nor the secret. */
const variables = z.object({
  BASALT_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  BASALT_HOST: z.string().min(1).default('0.0.0.0'),
  BASALT_ENGINE_PROXY_PORT: z.coerce.number().int().min(0).max(65_535).default(2375),
  BASALT_ENGINE_SOCKET: z.string().startsWith('/').default('/var/run/docker.sock'),
  BASALT_EXECUTOR_VOLUME: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]+$/),
})

export type Options = Pick<Config, 'log'> & {
  readonly http: { readonly host: string; readonly port: number }
  /** Path of the engine's socket. */
  readonly socket: string
  /** The one volume whose folders may be mounted. */
  readonly volume: string
}

/** @throws {z.ZodError} naming the variables that are missing or wrong */
export function readOptions(environment: Readonly<Record<string, string | undefined>>): Options {
  const env = variables.parse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')))
  return {
    log: { level: env.BASALT_LOG_LEVEL },
    http: { host: env.BASALT_HOST, port: env.BASALT_ENGINE_PROXY_PORT },
    socket: env.BASALT_ENGINE_SOCKET,
    volume: env.BASALT_EXECUTOR_VOLUME,
  }
}

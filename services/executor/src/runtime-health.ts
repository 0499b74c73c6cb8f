import { type Agent, get } from 'node:http'
import type { Endpoint } from './driver.ts'

const timeoutMs = 1000

/** Tells whether a runtime server answers. */
export function isHealthy(endpoint: Endpoint, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = get({ ...endpoint, path: '/__opr/health', agent, timeout: timeoutMs }, (response) => {
      response.resume()
      response.once('close', () => resolve(response.statusCode === 200))
    })
    asking.once('timeout', () => asking.destroy())
    asking.once('error', () => resolve(false))
  })
}

/** Has a runtime server load its function; resolves when it has, or when it cannot. */
export function requestLoad(
  endpoint: Endpoint,
  { agent, secret, signal }: { readonly agent: Agent; readonly secret: string; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'x-open-runtimes-secret': secret }
    const asking = get({ ...endpoint, path: '/__opr/load', agent, headers, signal }, (response) => {
      response.resume()
      response.once('close', resolve)
    })
    asking.once('error', () => resolve())
  })
}

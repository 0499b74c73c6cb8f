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

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Config } from '@basalt/config'
import { listen } from './listen.ts'

/** A few values each, known in advance: never ids or paths of clients. */
export type Labels = Readonly<Record<string, string | number>>

export type Sample = { readonly value: number; readonly labels: Labels }
export type Counter = { add(amount?: number, labels?: Labels): void }
export type Histogram = { record(value: number, labels?: Labels): void }

/** What a process tells about itself. Names are Prometheus': `basalt_http_requests_total` is a counter `http_requests`. */
export type Metrics = {
  counter(name: string, help: string): Counter
  /** `bounds` are the upper ends of its buckets, in its unit. */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram
  /** Read only when somebody asks for the metrics. */
  gauge(name: string, help: string, read: () => number): void
  /** The same for several values at once. One that cannot be read now is left out. */
  gauges(name: string, help: string, read: () => Promise<readonly Sample[]>): void
  /** The process counts as ready while none of these rejects. */
  whenReady(check: () => Promise<unknown>): void
  close(): Promise<void>
}

/** Costs nothing: for processes whose metrics are off. */
export const noMetrics: Metrics = {
  counter: () => ({ add: () => undefined }),
  histogram: () => ({ record: () => undefined }),
  gauge: () => undefined,
  gauges: () => undefined,
  whenReady: () => undefined,
  close: async () => undefined,
}

const readyTimeoutMs = 2000

/** Opens `/metrics`, `/ready` and `/live` on the internal port; without a port nothing is loaded and nothing counted. */
export async function openMetrics({ http }: Pick<Config, 'http'>, service: string): Promise<Metrics> {
  if (http.metricsPort === null) return noMetrics
  const { Registry } = await import('./registry.ts') // 34 MB and 0.2 s that only its readers pay for
  const registry = new Registry(service)
  const checks: (() => Promise<unknown>)[] = []
  const server = createServer((request, response) => {
    answer(request, response, registry, checks).catch(() => response.writeHead(500).end())
  })
  await listen(server, { host: http.host, port: http.metricsPort })
  return {
    counter: (name, help) => registry.counter(name, help),
    histogram: (name, help, bounds) => registry.histogram(name, help, bounds),
    gauge: (name, help, read) => registry.gauge(name, help, read),
    gauges: (name, help, read) => registry.gauges(name, help, read),
    whenReady: (check) => void checks.push(check),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await registry.close()
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  registry: { send(request: IncomingMessage, response: ServerResponse): void },
  checks: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0]
  if (path === '/metrics') registry.send(request, response)
  else if (path === '/live') response.writeHead(200).end('live\n')
  else if (path !== '/ready') response.writeHead(404).end()
  else if (await allPass(checks)) response.writeHead(200).end('ready\n')
  else response.writeHead(503).end('not ready\n')
}

async function allPass(checks: readonly (() => Promise<unknown>)[]): Promise<boolean> {
  const overdue = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), readyTimeoutMs).unref()
  })
  const passed = Promise.all(checks.map((check) => check())).then(
    () => true,
    () => false,
  )
  return Promise.race([passed, overdue])
}

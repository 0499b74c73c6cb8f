import { type Metrics, noMetrics } from '@basalt/service'
import type { Express } from 'express'

const boundsSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

/** Counts requests and their time by method and status. Nothing is hooked in where nobody reads metrics. */
export function measureRequests(app: Express, metrics: Metrics): void {
  if (metrics === noMetrics) return
  const requests = metrics.counter('http_requests', 'Requests answered, by method and status.')
  const seconds = metrics.histogram('http_request_seconds', 'Seconds until an answer was sent.', boundsSeconds)
  app.use((request, response, next) => {
    const begun = performance.now()
    response.once('close', () => {
      requests.add(1, { method: request.method, status: response.statusCode })
      seconds.record((performance.now() - begun) / 1000, { method: request.method })
    })
    next()
  })
}

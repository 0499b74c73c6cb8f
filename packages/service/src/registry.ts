import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { MeterProvider } from '@opentelemetry/sdk-metrics'
import type { Counter, Histogram, Sample } from './metrics.ts'

/** The metrics of one process, in OpenTelemetry's terms. Loaded only where somebody reads them. */
export class Registry {
  readonly #exporter = new PrometheusExporter({ preventServerStart: true, prefix: 'basalt' })
  readonly #provider = new MeterProvider({ readers: [this.#exporter] })
  readonly #meter: ReturnType<MeterProvider['getMeter']>

  constructor(service: string) {
    this.#meter = this.#provider.getMeter(service)
    this.#watchProcess()
  }

  counter(name: string, help: string): Counter {
    const counter = this.#meter.createCounter(name, { description: help })
    return { add: (amount = 1, labels = {}) => counter.add(amount, labels) }
  }

  histogram(name: string, help: string, bounds: readonly number[]): Histogram {
    const advice = { explicitBucketBoundaries: [...bounds] }
    const histogram = this.#meter.createHistogram(name, { description: help, advice })
    return { record: (value, labels = {}) => histogram.record(value, labels) }
  }

  gauge(name: string, help: string, read: () => number): void {
    this.#meter.createObservableGauge(name, { description: help }).addCallback((result) => result.observe(read()))
  }

  gauges(name: string, help: string, read: () => Promise<readonly Sample[]>): void {
    this.#meter.createObservableGauge(name, { description: help }).addCallback(async (result) => {
      for (const { value, labels } of await read().catch(() => [])) result.observe(value, labels)
    })
  }

  send(request: IncomingMessage, response: ServerResponse): void {
    this.#exporter.getMetricsRequestHandler(request, response)
  }

  async close(): Promise<void> {
    await this.#provider.shutdown()
  }

  #watchProcess(): void {
    let last = performance.eventLoopUtilization()
    this.gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss())
    this.gauge('process_heap_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed)
    this.gauge('process_cpu_seconds', 'CPU time since the start.', () => cpuSeconds(process.cpuUsage()))
    this.gauge('event_loop_utilization', 'Share of time since the last reading that the event loop was busy.', () => {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, last)
      last = now
      return utilization
    })
  }
}

function cpuSeconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6
}

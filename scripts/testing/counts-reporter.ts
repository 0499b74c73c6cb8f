import type { TestEvent } from 'node:test/reporters'

/** What `run-suite.ts` reads back: the totals of one test process. */
export type Counts = {
  readonly passed: number
  readonly failed: number
  readonly cancelled: number
  readonly skipped: number
}

/** A reporter for `node --test` that writes the totals of the whole run as JSON, and nothing else. */
export default async function* counts(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type === 'test:summary' && event.data.file === undefined) yield JSON.stringify(event.data.counts)
  }
}

import type { TestEvent } from 'node:test/reporters'

/** A reporter for `node --test` that writes how each test ended, a line each as it ends. `run-suite.ts` counts them. */
export default async function* outcomes(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue
    const { details, skip, todo } = event.data
    if (details.type === 'suite') continue
    const left = skip !== undefined || todo !== undefined
    yield left ? 'skipped\n' : event.type === 'test:pass' ? 'passed\n' : 'failed\n'
  }
}

import { after, it } from 'node:test'
import { useDriver } from '../executor/executor.ts'
import { languageTests } from '../executor/languages.ts'
import { environmentOf, startContainers } from './containers.ts'
import { isolationTests } from './isolation.ts'
import { proxyTests } from './proxy.ts'

const containers = await startContainers((line) => console.log(line))

if (typeof containers === 'string') {
  it('runs functions in containers', { skip: containers }, () => undefined)
} else {
  useDriver(async () => environmentOf(await containers.makePlace()))
  // What holds for processes holds for containers.
  await import('../executor/execute.test.ts')
  await import('../executor/build.test.ts')
  await import('../executor/pool.test.ts')
  languageTests(() => false)
  isolationTests(containers)
  proxyTests(containers)
  after(() => containers[Symbol.asyncDispose]())
}

import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '#support/until.ts'
import { quickstart } from '../e2e/quickstart.ts'
import { startFleet, type Fleet } from './support/fleet.ts'
import { memoryOf, processesOf, userIdsOf } from './support/processes.ts'

const services = ['api', 'console', 'engine-proxy', 'executor', 'mariadb', 'realtime', 'redis', 'traefik', 'worker']
const memoryBudgetMb = 450

describe('the fleet', () => {
  let started: Fleet | string = ''
  before(
    async () => {
      started = await startFleet((line) => console.log(line))
    },
    { timeout: 25 * 60_000 },
  )
  after(() => (typeof started === 'string' ? undefined : started.close()))
  const onFleet = (name: string, check: (fleet: Fleet, t: TestContext) => Promise<void>): void => {
    void it(name, async (t) => (typeof started === 'string' ? t.skip(started) : check(started, t)))
  }

  onFleet('comes up with every service healthy', async (fleet) => {
    const containers = await fleet.containers()
    assert.deepEqual(containers.map(({ service }) => service).toSorted(), services)
    assert.deepEqual(
      containers.filter(({ health }) => health !== 'healthy').map(({ service }) => service),
      [],
    )
  })

  onFleet('keeps within its memory when idle', async (fleet, t) => {
    await sleep(10_000) // idle means that nothing has happened for a while
    let total = 0
    for (const container of await fleet.containers()) {
      const megabytes = memoryOf(await processesOf(fleet, container))
      total += megabytes
      t.diagnostic(`${container.service.padEnd(10)} ${megabytes.toFixed(0).padStart(4)} MB`)
    }
    t.diagnostic(`${'all'.padEnd(10)} ${total.toFixed(0).padStart(4)} MB PSS, budget ${memoryBudgetMb}`)
    assert.ok(total <= memoryBudgetMb, `${total.toFixed(0)} MB`)
  })

  onFleet('serves the API and the console through the ingress', async (fleet) => {
    const version = await fetch(`${fleet.endpoint}/health/version`)
    assert.equal(version.status, 200)
    for (const path of ['/console', '/console/', '/console/project/some']) {
      const page = await fetch(new URL(path, fleet.endpoint))
      assert.equal(page.status, 200, path)
      const text = await page.text()
      const [script = ''] = /\/console\/assets\/[^"]+\.js/.exec(text) ?? []
      const code = await fetch(new URL(script, fleet.endpoint))
      assert.match(code.headers.get('content-type') ?? '', /javascript/)
      assert.match(code.headers.get('cache-control') ?? '', /immutable/)
    }
  })

  onFleet('takes a first app through the quickstart', async ({ endpoint }, t) => {
    await quickstart({ endpoint, step: (name, work) => t.test(name, work) })
  })

  onFleet('believes the ingress about the client, and nobody else', async (fleet) => {
    const headers = { 'x-appwrite-project': 'console', 'x-forwarded-for': '192.0.2.7' }
    const answer = await fetch(`${fleet.endpoint}/locale`, { headers })
    const { ip } = (await answer.json()) as { ip: string }
    assert.notEqual(ip, '192.0.2.7', 'a stranger chose its own address')
    const { addresses } = await fleet.container('traefik')
    assert.ok(!Object.values(addresses).includes(ip), 'every client has the address of the ingress')
  })

  onFleet('keeps files where the API and the worker both reach them', async (fleet) => {
    const evaluate = (service: string, script: string) => fleet.compose('exec', '-T', service, 'node', '-e', script)
    await evaluate('api', `require('fs').writeFileSync('/data/probe', 'written')`)
    assert.equal(await evaluate('worker', `console.log(require('fs').readFileSync('/data/probe', 'utf8'))`), 'written')
  })

  onFleet('publishes one port, the one of the ingress', async (fleet) => {
    const published = (await fleet.containers()).filter(({ publishedPorts }) => publishedPorts.length > 0)
    assert.deepEqual(
      published.map(({ service, publishedPorts }) => [service, publishedPorts]),
      [['traefik', ['8000/tcp']]],
    )
  })

  onFleet('confines every container', async (fleet) => {
    for (const container of await fleet.containers()) {
      const { service, host } = container
      assert.ok(host.ReadonlyRootfs, `${service} has a writable root`)
      assert.deepEqual(host.CapDrop, ['ALL'], service)
      assert.deepEqual(host.SecurityOpt, ['no-new-privileges:true'], service)
      assert.ok(host.Memory > 0 && host.PidsLimit > 0 && host.NanoCpus > 0, `${service} has no limits`)
      assert.deepEqual(host.LogConfig.Config, { 'max-file': '3', 'max-size': '10m' }, service)
      assert.equal(host.RestartPolicy.Name, 'unless-stopped', service)
      for (const pid of await processesOf(fleet, container)) {
        assert.ok(!userIdsOf(pid).includes(0), `${service} runs as root`)
      }
    }
  })

  onFleet('keeps the stores out of reach of the edge', async (fleet) => {
    const attempt = async (service: string, port: number, network: string) => {
      const { addresses } = await fleet.container(service)
      const script = `require('net').connect({ host: '${addresses['data']}', port: ${port}, timeout: 1500 })
        .on('connect', () => process.exit(0)).on('timeout', () => process.exit(7)).on('error', () => process.exit(7))`
      const run = ['run', '--rm', '--network', `basalt-fleet-test_${network}`, 'basalt:local', '-e', script]
      return fleet.docker(...run).then(
        () => 'reached',
        (error: Error) => (error.message.includes('ended with 7') ? 'out of reach' : error.message),
      )
    }
    assert.equal(await attempt('mariadb', 3306, 'data'), 'reached')
    assert.equal(await attempt('redis', 6379, 'data'), 'reached')
    assert.equal(await attempt('mariadb', 3306, 'edge'), 'out of reach')
    assert.equal(await attempt('redis', 6379, 'ingress'), 'out of reach')
    assert.equal(await attempt('mariadb', 3306, 'jobs'), 'out of reach')
  })

  onFleet('lets Basalt make schemas of its own, and no others', async (fleet) => {
    const asBasalt = (sql: string) =>
      fleet.compose('exec', '-T', 'mariadb', 'sh', '-c', `MYSQL_PWD="$MARIADB_PASSWORD" mariadb -u basalt -e "${sql}"`)
    await asBasalt('CREATE DATABASE basalt_0; DROP DATABASE basalt_0')
    await assert.rejects(asBasalt('CREATE DATABASE other'), /Access denied/)
    await assert.rejects(asBasalt('CREATE DATABASE basalto'), /Access denied/)
  })

  for (const service of ['api', 'mariadb', 'redis', 'realtime']) {
    onFleet(`recovers when ${service} is killed`, async (fleet) => {
      const before = await fleet.container(service)
      process.kill(before.pid, 'SIGKILL')
      const back = async () => {
        const { restarts, health } = await fleet.container(service)
        return restarts > before.restarts && health === 'healthy'
      }
      await until(back, { deadline: 40_000, what: `the return of ${service}` })
      const answers = async () => (await fetch(`${fleet.endpoint}/health/version`)).status === 200
      await until(answers, { deadline: 10_000, what: 'an answer of the API' })
    })
  }

  onFleet('stops cleanly', async (fleet) => {
    await fleet.compose('stop')
    for (const { service, exitCode } of await fleet.containers()) assert.equal(exitCode, 0, service)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ExecutorError } from '@basalt/executor-client'
import { until } from '#support/until.ts'
import { build, type Executor, run, startExecutor } from '../executor/executor.ts'
import type { Containers } from './containers.ts'

const main = (body: string) => ({
  'main.js': `const fs = require('fs'), net = require('net'); module.exports = async ({ req, res }) => { ${body} }`,
})

/** Answers 'open' where something listens, and an error code or 'nothing' where not. */
const knock = `const knock = (host, port) => new Promise((go) => { const socket = net.connect({ host, port, timeout: 1500 }); socket.once('connect', () => go('open')).once('timeout', () => go('nothing')).once('error', (error) => go(error.code)) });`

/** What keeps functions in containers apart from the machine, the services and each other. */
export function isolationTests({ shell }: Containers): void {
  describe('a function in a container', () => {
    let executor: Executor
    before(async () => {
      executor = await startExecutor()
    })
    after(() => executor[Symbol.asyncDispose]())

    const containerOf = async (deploymentId: string): Promise<string> =>
      shell.output('docker', ['ps', '--quiet', '--filter', `label=basalt.deployment=${deploymentId}`])

    it('has no privileges', async () => {
      const files = main(
        `return res.json({ user: process.getuid(), status: fs.readFileSync('/proc/self/status', 'utf8'), processes: fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).length })`,
      )
      const { user, status, processes } = JSON.parse((await run(executor, 'privileges', files)).body.toString())
      assert.notEqual(user, 0)
      for (const line of [/^CapEff:\s*0+$/m, /^CapBnd:\s*0+$/m, /^NoNewPrivs:\s*1$/m, /^Seccomp:\s*2$/m])
        assert.match(status, line)
      assert.ok(processes <= 4, `${processes} processes`)
      const format = '{{json .HostConfig}}'
      const id = await containerOf('privileges')
      const host = JSON.parse(await shell.output('docker', ['inspect', '--format', format, id]))
      assert.deepEqual(
        [host.Privileged, host.ReadonlyRootfs, host.CapAdd, host.CapDrop, host.Binds, host.PidMode, host.Devices],
        [false, true, null, ['ALL'], null, '', null],
      )
    })

    it('sees its own code and nothing of others or of the machine', async () => {
      await run(executor, 'secretive', { ...main(`return res.empty()`), 'secret.txt': 'mine' })
      const files = main(
        `const seen = []; const look = (folder, depth) => { let names = []; try { names = fs.readdirSync(folder) } catch { return } for (const name of names) { if (name === 'secret.txt') seen.push(folder); if (depth > 0 && !['proc', 'sys', 'usr', 'lib'].includes(name)) look(folder + '/' + name, depth - 1) } }; look('/', 5); look('/proc/1/root', 3); look('/usr/local/server', 4); return res.json({ seen, own: fs.readdirSync('/usr/local/server/src/function'), sockets: fs.readdirSync('/run/function').length, docker: fs.existsSync('/var/run/docker.sock') })`,
      )
      const { seen, own, sockets, docker } = JSON.parse((await run(executor, 'nosy', files)).body.toString())
      assert.deepEqual([seen, own, sockets, docker], [[], ['main.js'], 1, false])
    })

    it('can write nothing but a small /tmp', async () => {
      const files = main(
        `return res.json(['/', '/usr/local/server/src', '/usr/local/server/src/function', '/run/function', '/home', '/dev', '/var/lib', '/sys', '/proc/sys/kernel'].map((path) => { try { fs.writeFileSync(path + '/x', ''); return path } catch (error) { return error.code } }))`,
      )
      for (const code of JSON.parse((await run(executor, 'writes', files)).body.toString()))
        assert.match(code, /^(?:EROFS|EACCES|ENOENT|EPERM)$/)
      const filler = main(
        `try { for (let i = 0; ; i++) fs.writeFileSync('/tmp/' + i, Buffer.alloc(1048576)) } catch (error) { return res.text(error.code) }`,
      )
      assert.equal((await run(executor, 'filler', filler)).body.toString(), 'ENOSPC')
    })

    it('cannot use up memory or processes; other functions go on', async () => {
      const hog = main(`const all = []; for (;;) all.push(Buffer.alloc(16777216, 1))`)
      const specification = { cpus: 1, memoryMb: 128 }
      const hogging = await run(executor, 'hog', hog, { specification }).catch((error: unknown) => error)
      assert.ok(hogging instanceof ExecutorError || (hogging as { statusCode: number }).statusCode === 500)
      const bomb = main(
        `const { spawn } = require('child_process'); let failed = 0; for (let i = 0; i < 200; i++) { await new Promise((go) => { const child = spawn('sleep', ['60']); child.once('error', () => { failed++; go() }); child.once('spawn', go) }) } return res.json({ failed })`,
      )
      const answer = await run(executor, 'bomb', bomb).catch((error: Error) => error)
      if (!(answer instanceof Error)) assert.ok(JSON.parse(answer.body.toString()).failed > 100)
      assert.equal((await run(executor, 'good', main(`return res.text('fine')`))).body.toString(), 'fine')
    })

    it('reaches the published ingress, but no other function and no network of services', async () => {
      const listens = main(
        `globalThis.server ??= net.createServer((socket) => socket.end()).listen(4000); return res.text(Object.values(require('os').networkInterfaces()).flat().find(({ internal, family }) => !internal && family === 'IPv4').address)`,
      )
      const other = (await run(executor, 'listens', listens)).body.toString()
      const [name, network] = [`basalt-ingress-${process.pid}`, `basalt-edge-${process.pid}`]
      await shell.run('docker', ['network', 'create', network])
      const code = `require('net').createServer((socket) => socket.end()).listen(8000)`
      const options = ['--detach', '--name', name, '--network', network, '--publish', '8000', '--entrypoint', 'node']
      try {
        await shell.run('docker', ['run', ...options, 'node:22', '-e', code])
        const published = await shell.output('docker', ['port', name, '8000/tcp'])
        const port = Number(published.split('\n')[0]?.split(':').at(-1))
        const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'
        const service = await shell.output('docker', ['inspect', '--format', format, name])
        const scan = main(
          `${knock} return res.json(await Promise.all([knock('basalt.internal', ${port}), knock('${service}', 8000), knock('${other}', 4000), knock('127.0.0.1', 4000)]))`,
        )
        const tried = async () => JSON.parse((await run(executor, 'scan', scan)).body.toString()) as string[]
        await until(async () => (await tried())[0] === 'open', { what: 'the ingress' })
        const [, ...closed] = await tried()
        assert.deepEqual(closed.slice(0, 2), ['nothing', 'nothing'])
        assert.equal(closed[2], 'ECONNREFUSED')
        const itself = main(
          `globalThis.server ??= net.createServer((socket) => socket.end()).listen(4000); ${knock} return res.text(await knock('127.0.0.1', 4000))`,
        )
        assert.equal((await run(executor, 'itself', itself)).body.toString(), 'open')
      } finally {
        await shell.run('docker', ['rm', '--force', '--volumes', name])
        await shell.run('docker', ['network', 'rm', network])
      }
    })

    it('is started anew after its container was killed', async () => {
      const files = main(`return res.text('here')`)
      await run(executor, 'killed', files)
      await shell.run('docker', ['kill', await containerOf('killed')])
      await until(
        async () => !(await executor.client.state())[0]?.runtimes.some((one) => one.deploymentId === 'killed'),
      )
      const again = await run(executor, 'killed', files)
      assert.deepEqual([again.body.toString(), again.coldStart], ['here', true])
    })

    it('does not outlive an executor, not even one that was killed', async () => {
      await run(executor, 'left', main(`return res.text('here')`))
      const labels = await shell.output('docker', [
        'inspect',
        '--format',
        '{{json .Config.Labels}}',
        await containerOf('left'),
      ])
      const label = `basalt.executor=${JSON.parse(labels)['basalt.executor']}`
      await shell.run('docker', [
        'run',
        '--detach',
        '--label',
        label,
        '--name',
        'basalt-fn-forgotten',
        '--entrypoint',
        'sleep',
        'node:22',
        '600',
      ])
      await executor.restart()
      assert.equal(await shell.output('docker', ['ps', '--all', '--quiet', '--filter', `label=${label}`]), '')
    })
  })

  it('ends a build that fills the disk', async () => {
    await using executor = await startExecutor({ BASALT_EXECUTOR_BUILD_DISK_BYTES: '10000000' })
    const commands = 'for i in $(seq 1000); do head -c 1000000 /dev/zero > ~/$i; sleep 0.05; done'
    await assert.rejects(build(executor, 'disk', { 'main.js': '' }, { commands }), (error: unknown) => {
      assert.ok(error instanceof ExecutorError)
      assert.deepEqual([error.type, /more than 10 MB/.test(error.message)], ['build_failed', true])
      return true
    })
  })
}

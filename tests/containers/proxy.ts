import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { type ContainerSpec, labels } from '@basalt/engine'
import type { Containers, Place } from './containers.ts'

type Answer = { readonly status: number; readonly text: string }

/** What the proxy before the engine lets through, and what it does not. */
export function proxyTests({ shell, makePlace }: Containers): void {
  describe('the engine proxy', () => {
    let place: Place
    before(async () => {
      place = await makePlace()
      await shell.run('docker', ['network', 'inspect', 'basalt-functions']) // made by the executors before
    })

    const ask = (method: string, path: string, body: object | string = ''): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const outgoing = request(place.proxy, { method, path }, (incoming) => {
          let text = ''
          incoming.on('data', (chunk: Buffer) => (text += chunk.toString()))
          incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }))
        })
        outgoing.once('error', reject)
        outgoing.end(typeof body === 'string' ? body : JSON.stringify(body))
      })
    const name = `basalt-fn-proxy-${process.pid}`
    const create = `/v1.45/containers/create?name=${name}`
    after(() => shell.run('docker', ['rm', '--force', name]))

    const spec = (): ContainerSpec => ({
      Image: 'node:22',
      User: '65534:65534',
      Hostname: 'function',
      WorkingDir: '/tmp',
      Env: [],
      Entrypoint: ['/bin/sh', '-c'],
      Cmd: ['sleep 60'],
      Labels: { [labels.executor]: 'test', [labels.project]: 'p', [labels.deployment]: 'd' },
      HostConfig: {
        NetworkMode: 'basalt-functions',
        ExtraHosts: [],
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        Init: true,
        PidsLimit: 16,
        Memory: 64 * 1024 * 1024,
        MemorySwap: 64 * 1024 * 1024,
        NanoCpus: 1e9,
        Tmpfs: { '/tmp': 'rw,exec,nosuid,nodev,mode=1777,size=16m' },
        Ulimits: [
          { Name: 'nofile', Soft: 100, Hard: 100 },
          { Name: 'core', Soft: 0, Hard: 0 },
          { Name: 'fsize', Soft: 100, Hard: 100 },
        ],
        LogConfig: { Type: 'none' },
        Mounts: [],
      },
    })

    it('refuses every container that could do more than a function', async () => {
      const host = (change: object) => ({ ...spec(), HostConfig: { ...spec().HostConfig, ...change } })
      const mount = { Type: 'volume', Source: place.volume, Target: '/run/x', ReadOnly: false }
      const inVolume = { NoCopy: true, Subpath: 'a' }
      const refused = {
        privileged: host({ Privileged: true }),
        lowercase: host({ privileged: true }),
        capabilities: host({ CapAdd: ['SYS_ADMIN'] }),
        'no drop': host({ CapDrop: [] }),
        binds: host({ Binds: ['/:/host'] }),
        'a folder of the machine': host({ Mounts: [{ Type: 'bind', Source: '/', Target: '/run/x', ReadOnly: true }] }),
        'another volume': host({ Mounts: [{ ...mount, Source: 'basalt_mariadb', VolumeOptions: inVolume }] }),
        'the whole volume': host({ Mounts: [{ ...mount, VolumeOptions: { NoCopy: true } }] }),
        'a driver': host({ Mounts: [{ ...mount, VolumeOptions: { ...inVolume, DriverConfig: { Name: 'local' } } }] }),
        'the network of the machine': host({ NetworkMode: 'host' }),
        'the network of another': host({ NetworkMode: 'container:basalt-api-1' }),
        'the processes of the machine': host({ PidMode: 'host' }),
        devices: host({ Devices: [{ PathOnHost: '/dev/sda', PathInContainer: '/dev/sda', CgroupPermissions: 'rwm' }] }),
        'no seccomp': host({ SecurityOpt: ['no-new-privileges', 'seccomp=unconfined'] }),
        'no limit': host({ Memory: 0 }),
        swap: host({ MemorySwap: -1 }),
        root: { ...spec(), User: '0:0' },
        'root by name': { ...spec(), User: 'root' },
        'another image': { ...spec(), Image: 'alpine' },
        'another entrypoint': { ...spec(), Entrypoint: ['/bin/bash'] },
        'networks beside': { ...spec(), NetworkingConfig: { EndpointsConfig: { basalt_data: {} } } },
        nothing: '',
        'no JSON': '{',
      }
      for (const [what, body] of Object.entries(refused)) {
        assert.equal((await ask('POST', create, body)).status, 403, what)
      }
      assert.equal((await ask('POST', '/v1.45/containers/create?name=other', spec())).status, 403)
    })

    it('refuses every other call', async () => {
      const refused = [
        'GET /v1.45/info',
        'GET /v1.45/containers/json',
        'GET /v1.45/containers/json?filters={}',
        'GET /v1.45/containers/basalt-mariadb-1/json',
        'POST /v1.45/containers/basalt-mariadb-1/stop',
        'POST /v1.45/containers/basalt-mariadb-1/start',
        'DELETE /v1.45/containers/basalt-mariadb-1',
        'DELETE /v1.45/containers/basalt-fn-x%2F..%2Fbasalt-mariadb-1',
        'DELETE /v1.45/containers/basalt-fn-x/../basalt-mariadb-1',
        'DELETE /v1.45/containers/basalt-fn-x/%2e%2e/basalt-mariadb-1',
        `POST /v1.45/containers/${name}/exec`,
        `GET /v1.45/containers/${name}/archive?path=/`,
        'POST /v1.45/build',
        'POST /v1.45/images/create?fromImage=evil&tag=latest',
        'POST /v1.45/images/create?fromImage=node&tag=22&repo=x',
        'POST /v1.45/images/create?fromSrc=-',
        'DELETE /v1.45/images/node:22',
        'GET /v1.45/images/denoland/evil:1/json',
        'GET /v1.45/images/denoland/deno:2.0.6/../../../containers/json',
        'GET /v1.45/networks/basalt_data',
        'DELETE /v1.45/networks/basalt_data',
        'POST /v1.45/networks/create',
        'POST /v1.45/networks/basalt_data/connect',
        'GET /v1.45/volumes',
        'POST /v1.45/volumes/create',
        'GET /v1.45/secrets',
        'POST /v1.45/swarm/init',
        'GET /v1.24/containers/json',
        'GET /info',
        'GET //v1.45/info',
      ]
      for (const one of refused) {
        const [method = '', path = ''] = one.split(' ')
        assert.equal((await ask(method, path, method === 'POST' ? {} : '')).status, 403, one)
      }
    })

    it('passes on what it has understood, and nothing else', async () => {
      const twice = JSON.stringify(spec()).replace('"HostConfig":', '"HostConfig":{"Privileged":true},"HostConfig":')
      assert.equal((await ask('POST', create, twice)).status, 201)
      const inspected = await shell.output('docker', ['inspect', '--format', '{{.HostConfig.Privileged}}', name])
      assert.equal(inspected, 'false')
      assert.equal((await ask('POST', `/v1.45/containers/${name}/start`, '{"Privileged":true}')).status, 204)
      assert.equal((await ask('DELETE', `/v1.45/containers/${name}?force=1`)).status, 204)
      for (const image of ['node:22', 'denoland/deno:2.0.6'])
        assert.equal((await ask('GET', `/v1.45/images/${image}/json`)).status, 200, image)
    })
  })
}

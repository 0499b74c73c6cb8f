import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { chmod, copyFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { onPath } from './engine.ts'
import type { Shell } from './shell.ts'

export type StandIn = {
  /** Its Dockerfile and what that copies. */
  readonly folder: string
  /** Prints the version of what is inside. */
  readonly version: readonly string[]
  /** Changes whenever the image would. */
  readonly hash: () => string
  /** Adds to the build context what packages do not give; returns what a reader of the test must know, or ''. */
  readonly prepare: (shell: Shell, context: string, tag: string) => Promise<string>
}

const traefikVersion = 'v3.6.12'

export const standIns: Readonly<Record<string, StandIn>> = {
  mariadb: standIn('mariadb', ['mariadbd', '--version'], '', async () => ''),
  redis: standIn('redis', ['redis-server', '--version'], '', async () => ''),
  nginx: standIn('nginx', ['sh', '-c', 'nginx -v 2>&1'], '', async () => ''),
  node: standIn('node', ['node', '--version'], process.version, addNode),
  'denoland/deno': standIn('deno', ['deno', '--version'], '', addPackaged('@deno/linux-x64-glibc/deno')),
  'oven/bun': standIn('bun', ['bun', '--version'], '', addPackaged('@oven/bun-linux-x64-baseline/bin/bun')),
  ruby: standIn('ruby', ['ruby', '--version'], '', async () => ''),
  python: standIn('python', ['python3', '--version'], '', async () => 'has the newer Python of Debian'),
  php: standIn('php', ['php', '--version'], '', async () => 'has the newer PHP of Debian'),
  golang: standIn('golang', ['go', 'version'], '', async () => 'has the newer Go of Debian'),
  traefik: standIn('traefik', ['traefik', 'version'], `${traefikVersion} ${onPath('go')}`, addTraefik),
}

function standIn(name: string, version: readonly string[], salt: string, prepare: StandIn['prepare']): StandIn {
  const folder = join(import.meta.dirname, 'images', name)
  const hash = () => {
    const sum = createHash('sha256').update(salt)
    for (const file of readdirSync(folder).toSorted()) sum.update(file).update(readFileSync(join(folder, file)))
    return sum.digest('hex')
  }
  return { folder, version, hash, prepare }
}

/** An interpreter that the tests have as a package. */
function addPackaged(file: string): StandIn['prepare'] {
  return async (_shell, context) => {
    await copyFile(createRequire(import.meta.url).resolve(file), join(context, basename(file)))
    return ''
  }
}

/** The Node that runs this test, or that of the tag's version from its npm package; with the npm of the official image. */
async function addNode(shell: Shell, context: string, tag: string): Promise<string> {
  const version = Number.parseInt(tag, 10)
  if (process.version.startsWith(`v${version}.`)) await copyFile(process.execPath, join(context, 'node'))
  else {
    await shell.run('npm', ['pack', '--silent', `node-linux-${process.arch}@${version}`], { cwd: context })
    await shell.run('sh', ['-c', 'tar -xzf node-linux-*.tgz package/bin/node && mv package/bin/node node'], {
      cwd: context,
    })
  }
  await shell.run('npm', ['pack', '--silent', 'npm@11'], { cwd: context })
  await shell.run('sh', ['-c', 'mkdir npm && tar -xzf npm-*.tgz --strip-components=1 -C npm'], { cwd: context })
  return ''
}

/** Traefik itself, compiled from its Go module; without Go, the small proxy of this folder takes its place. */
async function addTraefik(shell: Shell, context: string): Promise<string> {
  const bin = join(context, 'bin')
  mkdirSync(bin)
  if (!onPath('go')) {
    await copyFile(process.execPath, join(bin, 'node'))
    await copyFile(join(context, 'proxy.mjs'), join(bin, 'traefik'))
    await chmod(join(bin, 'traefik'), 0o755)
    return 'replaced by a small proxy of the test, as there is no Go to compile Traefik with'
  }
  await compileTraefik(shell, context, join(bin, 'traefik'))
  return ''
}

async function compileTraefik(shell: Shell, context: string, binary: string): Promise<void> {
  const traefik = 'github.com/traefik/traefik/v3'
  const module = join(context, 'module')
  mkdirSync(module)
  // More memory for the compiler's own collector: a third less time on a small machine.
  const options = { cwd: module, env: { CGO_ENABLED: '0', GOGC: '400' }, timeoutSeconds: 1500 }
  writeFileSync(join(module, 'go.mod'), 'module ingress\n')
  const described = await shell.output('go', ['mod', 'download', '-json', `${traefik}@${traefikVersion}`], options)
  const { GoMod: upstream }: { GoMod: string } = JSON.parse(described)
  // Replacements count only in the main module, so those of Traefik must be said again here.
  const { Replace, Go } = JSON.parse(await shell.output('go', ['mod', 'edit', '-json', upstream]))
  const replacements = Replace.map(
    (one: { Old: { Path: string }; New: { Path: string; Version: string } }) =>
      `-replace=${one.Old.Path}=${one.New.Path}@${one.New.Version}`,
  )
  await shell.run('go', ['mod', 'edit', `-go=${Go}`, `-require=${traefik}@${traefikVersion}`, ...replacements], options)
  await shell.run('go', ['get', `${traefik}/cmd/traefik@${traefikVersion}`], options)
  const flags = `-s -w -X ${traefik}/pkg/version.Version=${traefikVersion.slice(1)}`
  await shell.run('go', ['build', '-trimpath', `-ldflags=${flags}`, '-o', binary, `${traefik}/cmd/traefik`], options)
}

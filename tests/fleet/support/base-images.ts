import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { debianMirror, installPackages, whyNoPackages } from './engine.ts'
import type { Shell } from './shell.ts'
import { standIns, type StandIn } from './stand-ins.ts'

const recipeLabel = 'basalt.stand-in'
const noteLabel = 'basalt.stand-in.note'
const debian = 'basalt-stand-in/debian:trixie'

/**
 * Sees to it that every image of `names` exists: the one that is here, else the registry's, else a stand-in that is built
 * from Debian's packages under the same name and kept for later runs. Says why when that cannot be done.
 */
export async function ensureImages(
  shell: Shell,
  names: readonly string[],
  say: (line: string) => void,
): Promise<string | null> {
  const current = await Promise.all(names.map((name) => isCurrent(shell, name)))
  const missing = names.filter((_, index) => !current[index])
  const [first, ...others] = missing
  if (first !== undefined) {
    // One registry serves all of them, so the first answer speaks for the others.
    if (await shell.succeeds('docker', ['pull', first], { timeoutSeconds: 120 })) {
      for (const name of others) await shell.run('docker', ['pull', name])
    } else {
      const obstacle = await whyNoPackages(shell)
      if (obstacle !== null) return `no registry gives ${first} and no stand-in can be built: ${obstacle}`
      say(`no registry gives ${first}: building ${missing.join(', ')} from packages`)
      await buildStandIns(shell, missing, say)
    }
  }
  for (const name of names) {
    const note = await labelOf(shell, name, noteLabel)
    if (note) say(`${name}: ${note}`)
  }
  return null
}

/** An official image is kept as it is; a stand-in only while its recipe is unchanged. */
async function isCurrent(shell: Shell, name: string): Promise<boolean> {
  const recipe = await labelOf(shell, name, recipeLabel)
  return recipe !== null && (recipe === '' || recipe === standInOf(name).hash())
}

/** Empty when the image has no such label, null when there is no such image. */
function labelOf(shell: Shell, image: string, label: string): Promise<string | null> {
  const format = `{{index .Config.Labels "${label}"}}`
  return shell.output('docker', ['image', 'inspect', '--format', format, image]).catch(() => null)
}

async function buildStandIns(shell: Shell, names: readonly string[], say: (line: string) => void): Promise<void> {
  const work = await mkdtemp('/var/tmp/basalt-images-')
  try {
    const base = ensureDebian(shell, work)
    const results = await Promise.allSettled(names.map((name) => buildStandIn(shell, name, work, base, say)))
    for (const result of results) if (result.status === 'rejected') throw result.reason
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function ensureDebian(shell: Shell, work: string): Promise<void> {
  if ((await labelOf(shell, debian, recipeLabel)) !== null) return
  await installPackages(shell, { debootstrap: 'debootstrap' })
  const root = join(work, 'debian')
  await shell.run('debootstrap', ['--variant=minbase', 'trixie', root, await debianMirror(shell)])
  // The images trust whom this machine trusts: a registry may be reached through an inspecting proxy.
  const certificates = '/etc/ssl/certs/ca-certificates.crt'
  await shell.run('install', ['-D', '--mode=644', certificates, join(root, certificates)])
  await shell.run('sh', ['-c', `tar -C ${root} -c . | docker import - ${debian}`])
}

async function buildStandIn(
  shell: Shell,
  name: string,
  work: string,
  base: Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  const started = Date.now()
  const standIn = standInOf(name)
  const context = join(work, name.replace(/\W/g, '-'))
  await shell.run('cp', ['-r', standIn.folder, context])
  const note = await standIn.prepare(shell, context, name.slice(name.indexOf(':') + 1))
  await base
  const labels = ['--label', `${recipeLabel}=${standIn.hash()}`, '--label', `${noteLabel}=${note}`]
  await shell.run('docker', ['build', ...labels, '--tag', name, context], { env: { DOCKER_BUILDKIT: '0' } })
  if (note === '') await assertVersion(shell, name, standIn)
  say(`built ${name} in ${Math.round((Date.now() - started) / 1000)} s`)
}

/** A stand-in must be of the version that its name promises. */
async function assertVersion(shell: Shell, name: string, standIn: StandIn): Promise<void> {
  const promised = /[\d.]+/.exec(name.slice(name.indexOf(':')))?.[0] ?? ''
  const [program = '', ...args] = standIn.version
  const printed = await shell.output('docker', ['run', '--rm', '--entrypoint', program, name, ...args])
  const versions = printed.match(/\d+(?:\.\d+)+/g) ?? []
  if (!versions.some((version) => `${version}.`.startsWith(`${promised}.`))) {
    throw new Error(`the stand-in for ${name} is of another version: ${printed}`)
  }
}

function standInOf(name: string): StandIn {
  const standIn = standIns[name.slice(0, name.indexOf(':'))]
  if (standIn === undefined) throw new Error(`no stand-in is known for the image ${name}`)
  return standIn
}

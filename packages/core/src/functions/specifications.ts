import { findRuntime, type Runtime, runtimes } from '@basalt/runtimes'
import { fail, type Renderable } from '@basalt/types'

/** What a function may use of a machine, smallest first. Memory in megabytes. */
const specifications = [
  { slug: 's-0.5vcpu-512mb', memory: 512, cpus: 0.5 },
  { slug: 's-1vcpu-512mb', memory: 512, cpus: 1 },
  { slug: 's-1vcpu-1gb', memory: 1024, cpus: 1 },
  { slug: 's-2vcpu-2gb', memory: 2048, cpus: 2 },
  { slug: 's-2vcpu-4gb', memory: 4096, cpus: 2 },
  { slug: 's-4vcpu-4gb', memory: 4096, cpus: 4 },
  { slug: 's-4vcpu-8gb', memory: 8192, cpus: 4 },
  { slug: 's-8vcpu-4gb', memory: 4096, cpus: 8 },
  { slug: 's-8vcpu-8gb', memory: 8192, cpus: 8 },
] as const

export const specificationSlugs = specifications.map(({ slug }) => slug)

export function listSpecifications(): Renderable<'specificationList'> {
  return { total: specifications.length, specifications: specifications.map((one) => ({ ...one, enabled: true })) }
}

/** The limits that a slug stands for; a slug of another time gets the smallest. */
export function specificationOf(slug: string): { readonly cpus: number; readonly memoryMb: number } {
  const { cpus, memory } = specifications.find((one) => one.slug === slug) ?? specifications[0]
  return { cpus, memoryMb: memory }
}

export function listRuntimes(): Renderable<'runtimeList'> {
  return { total: runtimes.length, runtimes: runtimes.map(runtimeOf) }
}

/** @throws `function_runtime_unsupported` */
export function getRuntime(id: string): Runtime {
  const runtime = findRuntime(id)
  if (runtime === null) throw fail('function_runtime_unsupported', { runtime: id })
  return runtime
}

function runtimeOf({ id, key, name, version, image }: Runtime): Renderable<'runtime'> {
  return { $id: id, key, name, version, base: image, image, logo: `${key}.png`, supports: ['x86', 'arm64'] }
}

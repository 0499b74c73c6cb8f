import type { Usage } from '../usage/index.ts'

type Specification = { readonly cpus: number; readonly memoryMb: number }
type BuildUse = {
  readonly succeeded: boolean
  readonly milliseconds: number
  readonly bytes: number
  readonly specification: Specification
}

/** Counts a build that ended, for its function and for all of them. */
export function countBuild(usage: Usage, schema: string, functionId: string, use: BuildUse): void {
  for (const prefix of ['functions', `functions.${functionId}`]) {
    usage.raise(schema, `${prefix}.builds`)
    usage.raise(schema, `${prefix}.builds.${use.succeeded ? 'success' : 'failed'}`)
    usage.raise(schema, `${prefix}.builds.storage`, use.bytes)
    usage.raise(schema, `${prefix}.builds.compute`, Math.round(use.milliseconds))
    usage.raise(schema, `${prefix}.builds.mbSeconds`, megabyteSeconds(use.milliseconds, use.specification))
  }
}

function megabyteSeconds(milliseconds: number, { cpus, memoryMb }: Specification): number {
  return Math.round((milliseconds / 1000) * memoryMb * cpus)
}

import type { Usage } from '../usage/index.ts'
import { specificationOf } from './specifications.ts'

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

/** Counts a run, for its function and for all of them. */
export function countExecution(
  usage: Usage,
  schema: string,
  func: { readonly id: string; readonly specification: string },
  milliseconds: number,
): void {
  for (const prefix of ['functions', `functions.${func.id}`]) {
    usage.raise(schema, `${prefix}.executions`)
    usage.raise(schema, `${prefix}.executions.compute`, Math.round(milliseconds))
    const used = megabyteSeconds(milliseconds, specificationOf(func.specification))
    usage.raise(schema, `${prefix}.executions.mbSeconds`, used)
  }
}

import { Readable } from 'node:stream'
import { ExecutorError } from '@basalt/executor-client'
import { type Schema, sql } from '@basalt/database'
import { fail } from '@basalt/types'
import { hastenRemoval, objectContent, pack, type Packed } from '../storage/index.ts'
import { type ClaimedBuild, holdBuild, leaseEnd, returnBuild } from './build-lease.ts'
import { BuildLog } from './build-log.ts'
import { codePlace } from './new-deployment.ts'
import { sourceOf } from './deployment-content.ts'
import { dynamicKey, functionEnvironment, givenVariables } from './environment.ts'
import { finishBuild } from './finish-build.ts'
import { type FunctionRow, functionColumns } from './rows.ts'
import type { Work } from './services.ts'
import { specificationOf } from './specifications.ts'
import { noteStatus } from './deployments.ts'
import { tellDeployment } from './tell.ts'

/** Builds need more memory than what they make. */
const leastMemoryMb = 1024
const maxAttempts = 5
const firstDelaySeconds = 5

/**
 * Builds what was claimed. Whatever happens, the deployment ends ready or failed, or waits for another attempt; a worker that dies
 * leaves a lease that runs out.
 */
export async function runBuild(work: Work, claimed: ClaimedBuild, stopping: AbortSignal): Promise<void> {
  const schema = work.services.database.schema(work.project.schema)
  const func = await schema.one<FunctionRow>(
    sql`SELECT ${functionColumns} FROM functions WHERE sequence = ${claimed.row.resourceSequence}`,
  )
  if (func === null) return
  if (claimed.row.attempts > maxAttempts) {
    const log = red('The build was interrupted too often.')
    await finishBuild(work, claimed, { func, log, durationSeconds: 0, built: null })
    return
  }
  const lost = new AbortController()
  const log = new BuildLog(work, claimed, () => lost.abort())
  const signal = AbortSignal.any([lost.signal, stopping])
  const state: { packed: Packed | null } = { packed: null }
  const startedAt = performance.now()
  const seconds = (): number => (performance.now() - startedAt) / 1000
  try {
    if (!(await begin(work, schema, claimed, func))) return await log.close()
    const result = await build(work, schema, { claimed, func, log, signal, state })
    await log.close()
    const { packed } = state
    if (packed === null) throw new ExecutorError('build_empty')
    const built = { packed, sizeBytes: packed.sizeBytes }
    await finishBuild(work, claimed, { func, log: result.log, durationSeconds: seconds(), built })
  } catch (error) {
    await log.close()
    if (state.packed) await hastenRemoval(schema, state.packed.objectKey)
    if (lost.signal.aborted) return
    if (stopping.aborted) return returnBuild(schema, claimed, new Date(), false)
    if (isTransient(error) && claimed.row.attempts < maxAttempts) {
      const delayMs = firstDelaySeconds * 1000 * 2 ** (claimed.row.attempts - 1)
      return returnBuild(schema, claimed, new Date(Date.now() + delayMs), true)
    }
    if (!(error instanceof ExecutorError)) {
      work.services.log.error({ err: error, projectId: work.project.id, deploymentId: claimed.row.id }, 'build failed')
    }
    const text = `${(error instanceof ExecutorError && error.logs) || log.text}${red(reasonOf(error))}`
    await finishBuild(work, claimed, { func, log: text, durationSeconds: seconds(), built: null })
  }
}

type Building = {
  readonly claimed: ClaimedBuild
  readonly func: FunctionRow
  readonly log: BuildLog
  readonly signal: AbortSignal
  readonly state: { packed: Packed | null }
}

async function build(work: Work, schema: Schema, { claimed, func, log, signal, state }: Building) {
  const { services, project } = work
  const { row } = claimed
  const source = sourceOf(row)
  if (source === null) throw fail('deployment_not_found', { deploymentId: row.id })
  const timeoutSeconds = services.config.functions.buildSeconds
  const { cpus, memoryMb } = specificationOf(func.specification)
  const variables = {
    ...functionEnvironment(work, func, row, await givenVariables(schema, work, func.id)),
    APPWRITE_FUNCTION_API_KEY: dynamicKey(work, func, timeoutSeconds),
  }
  return services.executor.build(
    {
      projectId: project.id,
      deploymentId: row.id,
      runtime: func.runtime,
      entrypoint: row.entrypoint,
      variables,
      specification: { cpus, memoryMb: Math.max(memoryMb, leastMemoryMb) },
      timeoutSeconds,
      commands: row.commands,
      outputDirectory: '',
      maxOutputBytes: services.config.functions.buildBytes,
      source: () => Readable.from(objectContent(services.storage, source).read(), { objectMode: false }),
    },
    {
      signal,
      onLog: (text) => log.add(text),
      save: async (output) => {
        state.packed = await pack({ schema, storage: services.storage }, codePlace, output)
      },
    },
  )
}

/** From here on webhooks and people see that it is being built. False when the build is lost. */
async function begin(work: Work, schema: Schema, claimed: ClaimedBuild, func: FunctionRow): Promise<boolean> {
  return schema.transaction(async (tx) => {
    await noteStatus(tx, func, claimed.row, 'building')
    const row = await holdBuild(tx, claimed)
    if (row === null) return false
    const now = new Date()
    await tx.run(
      sql`UPDATE deployments SET status = 'building', updatedAt = ${now}, leaseUntil = ${leaseEnd()}
          WHERE sequence = ${row.sequence}`,
    )
    await tellDeployment(tx, work, { ...row, status: 'building', updatedAt: now.toISOString().replace('Z', '+00:00') })
    return true
  })
}

function isTransient(error: unknown): boolean {
  return !(error instanceof ExecutorError) || ['unavailable', 'overloaded', 'internal'].includes(error.type)
}

function reasonOf(error: unknown): string {
  return error instanceof ExecutorError ? error.message : 'The build could not be done.'
}

function red(text: string): string {
  return `\n\u001B[31m${text}\u001B[0m\n`
}

import type { Bus } from '@basalt/bus'
import { isDuplicate, type Schema, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import {
  claimObject,
  discardObjects,
  hastenRemoval,
  orHasten,
  pack,
  type Packed,
  planChunk,
  type ReceivedBytes,
  type ReceivedFile,
  type Storage,
} from '../storage/index.ts'
import { type Deployment, deploymentOf, type DeploymentRow, findDeploymentRow } from './deployment-rows.ts'
import { codePlace, completeSource, insertDeployment } from './new-deployment.ts'
import { type FunctionRow, getFunctionRow, lockFunctionRow } from './rows.ts'
import { wakeWorkers } from './wake.ts'

/** An archive, or one chunk of it, with what the request says of its deployment. */
export type CodeUpload = {
  readonly functionId: string
  readonly deploymentId: string
  readonly type: 'manual' | 'cli'
  /** Null takes the function's. */
  readonly entrypoint: string | null
  readonly commands: string | null
  readonly activate: boolean
  readonly file: ReceivedFile
}

export type DeployContext = {
  readonly schema: Schema
  readonly storage: Storage
  readonly bus: Bus
  readonly projectId: string
  /** Tells of the deployment in the transaction that completes its source. */
  readonly record: (tx: Transaction, deployment: Deployment) => Promise<void>
}

/**
 * Makes a deployment of code that was received, or adds a chunk to one, in any order. The build begins once all of it has come.
 * @throws `function_not_found`, `function_entrypoint_missing`, `storage_file_type_unsupported`,
 * `storage_invalid_file_size`, `storage_invalid_content_range`
 */
export async function uploadCode(context: DeployContext, given: CodeUpload): Promise<Deployment> {
  const { schema } = context
  const func = await getFunctionRow(schema, given.functionId)
  const entrypoint = given.entrypoint ?? func.entrypoint
  if (entrypoint === '') throw fail('function_entrypoint_missing', { functionId: func.id })
  const upload = { ...given, entrypoint, commands: given.commands ?? func.commands }
  return given.file.take(async (received) => {
    const known = await findDeploymentRow(schema, func, given.deploymentId)
    if (known && known.sourceKey !== null) {
      // A chunk that comes again after the last one: what it is about is done.
      await hastenRemoval(schema, received.objectKey)
      return deploymentOf(known)
    }
    if (received.range !== null) return addChunk(context, upload, received)
    // Chunks came before, of which this is none.
    if (known) throw fail('storage_invalid_content_range', { deploymentId: given.deploymentId })
    return storeWhole(context, upload, received.packed)
  })
}

type Resolved = CodeUpload & { readonly entrypoint: string; readonly commands: string }
type Chunk = Extract<ReceivedBytes, { readonly range: object }>

function storeWhole(context: DeployContext, upload: Resolved, packed: Packed): Promise<Deployment> {
  return context.schema.transaction(async (tx) => {
    const func = await lockFunctionRow(tx, upload.functionId)
    const progress = { sourceSize: packed.sizeBytes, chunkBytes: packed.sizeBytes, chunksTotal: 1 }
    const sequence = await insertDeployment(tx, func, { ...upload, id: upload.deploymentId, ...progress })
    await completeSource(tx, sequence, packed)
    return finished(context, tx, func, upload)
  })
}

async function addChunk(context: DeployContext, upload: Resolved, chunk: Chunk): Promise<Deployment> {
  const { deployment, isLast } = await context.schema.transaction((tx) => insertChunk(tx, upload, chunk))
  return isLast ? joinChunks(context, upload, deployment) : deploymentOf(deployment)
}

/** Adds a chunk to its deployment, which the first one makes. One that is there already is left as it is. */
async function insertChunk(tx: Transaction, upload: Resolved, { range, objectKey }: Chunk) {
  const func = await lockFunctionRow(tx, upload.functionId)
  const found = await findDeploymentRow(tx, func, upload.deploymentId, sql` FOR UPDATE`)
  const known = found && { totalBytes: found.sourceSize, chunkBytes: found.chunkBytes }
  const plan = await planChunk(range, known, async () => {
    const first = await tx.one<{ startsAt: number }>(
      sql`SELECT startsAt FROM deploymentChunks WHERE deploymentSequence = ${found?.sequence ?? 0}`,
    )
    return first?.startsAt ?? null
  })
  if (plan === null) throw fail('storage_invalid_content_range', { deploymentId: upload.deploymentId })
  const made = { ...upload, id: upload.deploymentId, sourceSize: range.total, ...plan }
  const sequence = found?.sequence ?? (await insertDeployment(tx, func, made))
  try {
    await tx.run(
      sql`INSERT INTO deploymentChunks (deploymentSequence, startsAt, objectKey)
          VALUES (${sequence}, ${range.start}, ${objectKey})`,
    )
    await claimObject(tx, objectKey)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await tx.run(sql`UPDATE objectRemovals SET dueAt = ${new Date()} WHERE objectKey = ${objectKey}`)
  }
  await tx.run(
    sql`UPDATE deployments SET updatedAt = ${new Date()}, chunkBytes = ${plan.chunkBytes},
          chunksTotal = ${plan.chunksTotal} WHERE sequence = ${sequence}`,
  )
  const counted = await tx.one<{ chunks: number }>(
    sql`SELECT COUNT(*) AS chunks FROM deploymentChunks WHERE deploymentSequence = ${sequence}`,
  )
  const deployment = await findDeploymentRow(tx, func, upload.deploymentId)
  if (deployment === null) throw fail('deployment_not_found', { deploymentId: upload.deploymentId })
  return { deployment, isLast: plan.chunkBytes > 0 && counted?.chunks === plan.chunksTotal }
}

/** Makes one object of all chunks. Several requests may do so at once: the first to commit wins. */
async function joinChunks(context: DeployContext, upload: Resolved, { sequence }: DeploymentRow): Promise<Deployment> {
  const { schema, storage } = context
  const chunks = await schema.all<{ objectKey: string }>(
    sql`SELECT objectKey FROM deploymentChunks WHERE deploymentSequence = ${sequence} ORDER BY startsAt`,
  )
  const keys = chunks.map(({ objectKey }) => objectKey)
  async function* joined(): AsyncGenerator<Uint8Array> {
    for (const key of keys) yield* storage.device.read(key)
  }
  const packed = await pack(context, codePlace, joined())
  return orHasten(context, packed.objectKey, () =>
    schema.transaction(async (tx) => {
      const func = await lockFunctionRow(tx, upload.functionId)
      const held = await findDeploymentRow(tx, func, upload.deploymentId, sql` FOR UPDATE`)
      if (held?.sequence !== sequence) throw fail('deployment_not_found', { deploymentId: upload.deploymentId })
      if (held.sourceKey !== null) {
        await tx.run(sql`UPDATE objectRemovals SET dueAt = ${new Date()} WHERE objectKey = ${packed.objectKey}`)
        return deploymentOf(held)
      }
      await tx.run(sql`DELETE FROM deploymentChunks WHERE deploymentSequence = ${sequence}`)
      await discardObjects(tx, keys)
      await completeSource(tx, sequence, packed)
      return finished(context, tx, func, upload)
    }),
  )
}

async function finished(
  { bus, projectId, record }: DeployContext,
  tx: Transaction,
  func: FunctionRow,
  { deploymentId }: Resolved,
): Promise<Deployment> {
  const row = await findDeploymentRow(tx, func, deploymentId)
  if (row === null) throw fail('deployment_not_found', { deploymentId })
  const deployment = deploymentOf(row)
  await record(tx, deployment)
  tx.afterCommit(() => wakeWorkers(bus, projectId))
  return deployment
}

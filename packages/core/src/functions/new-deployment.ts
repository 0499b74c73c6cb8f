import { sql, type Transaction } from '@basalt/database'
import { claimObject, type Packed } from '../storage/index.ts'
import { ofFunction, resourceType } from './deployment-rows.ts'
import type { FunctionRow } from './rows.ts'

export type NewDeployment = {
  readonly id: string
  readonly type: string
  readonly entrypoint: string
  readonly commands: string
  readonly activate: boolean
  readonly sourceSize: number
  readonly chunkBytes: number
  readonly chunksTotal: number
}

/** Where the bytes of functions lie, and that each is sealed with a key of its own. */
export const codePlace = { folder: 'functions', compression: 'none', sealed: true } as const

/** Adds a deployment that waits for its source; of several that are to become active the newest will. */
export async function insertDeployment(tx: Transaction, func: FunctionRow, given: NewDeployment): Promise<number> {
  const now = new Date()
  if (given.activate) await tx.run(sql`UPDATE deployments SET activate = FALSE WHERE ${ofFunction(func)} AND activate`)
  const { insertId } = await tx.run(
    sql`INSERT INTO deployments (id, createdAt, updatedAt, resourceType, resourceSequence, resourceId, type, entrypoint,
          commands, activate, status, sourceSize, chunkBytes, chunksTotal, dueAt)
        VALUES (${given.id}, ${now}, ${now}, ${resourceType}, ${func.sequence}, ${func.id}, ${given.type},
          ${given.entrypoint}, ${given.commands}, ${given.activate}, 'waiting', ${given.sourceSize},
          ${given.chunkBytes}, ${given.chunksTotal}, ${now})`,
  )
  await tx.run(
    sql`UPDATE functions SET latestDeploymentId = ${given.id}, latestDeploymentCreatedAt = ${now},
          latestDeploymentStatus = 'waiting' WHERE sequence = ${func.sequence}`,
  )
  return insertId
}

/** Gives a deployment its source: from here on it can be built. */
export async function completeSource(tx: Transaction, sequence: number, packed: Packed): Promise<void> {
  await claimObject(tx, packed.objectKey)
  const now = new Date()
  await tx.run(
    sql`UPDATE deployments SET updatedAt = ${now}, dueAt = ${now}, sourceKey = ${packed.objectKey},
          sourceSealedKey = ${packed.sealedKey}, sourceSize = ${packed.sizeBytes} WHERE sequence = ${sequence}`,
  )
}

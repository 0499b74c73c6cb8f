import { job, type Queues } from '@basalt/bus'
import type { Database, Schema } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import * as z from 'zod'
import type { ProjectDirectory } from '../projects/index.ts'
import { finishTable, unfinishedTables } from './reconcile.ts'

type SchemaJobServices = { readonly database: Database; readonly projects: ProjectDirectory }

const payload = z.object({ projectId: z.string(), tableSequence: z.number().int() })

/**
 * Makes the columns and indexes of a table that a request could not wait for. What fails for good is told in their
 * status; a table that stays in use is tried again, and by reconciliation once all attempts are used up.
 */
export const schemaJob = job({
  name: 'databases.schema',
  payload,
  attempts: 8,
  backoffSeconds: 2,
  // Each holds a connection and keeps the server's disks busy for as long as it takes.
  concurrency: 2,
  async run({ projectId, tableSequence }: z.output<typeof payload>, { database, projects }: SchemaJobServices) {
    const project = await projects.find(projectId)
    if (project === null) return
    const schema = database.schema(project.schema)
    await finishTable(schema, tableSequence)
    if ((await unfinishedTables(schema)).includes(tableSequence)) throw new Error('the table is still in use')
  },
})

/** Hands on what a change of the schema has left to do. Reconciliation finds it too, if the queue is lost. */
export async function finishLater(queues: Queues, projectId: string, schema: Schema): Promise<void> {
  for (const tableSequence of await unfinishedTables(schema)) {
    await queues.add(schemaJob, { projectId, tableSequence }, { id: `${projectId}-${tableSequence}-${uniqueId()}` })
  }
}

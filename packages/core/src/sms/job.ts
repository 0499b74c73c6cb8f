import { job, type JobRun, Unrecoverable } from '@basalt/bus'
import type { Config } from '@basalt/config'
import { type Database, sql } from '@basalt/database'
import { sendSms, type Sms, SmsRefused } from '@basalt/delivery'
import * as z from 'zod'
import type { ProjectDirectory } from '../projects/index.ts'
import type { Secrets } from '../secrets/index.ts'

export type SmsJobServices = {
  readonly config: Pick<Config, 'outgoing' | 'sms'>
  readonly database: Database
  readonly projects: ProjectDirectory
  readonly secrets: Secrets
}

/** 4, 8, … seconds apart: a code is good for a quarter of an hour, and somebody waits for it. */
const attempts = 7

/** Sends one message and deletes its row. A repeat finds no row; a crash between the two sends the message once more. */
export const smsJob = job({
  name: 'sms.send',
  payload: z.object({ projectId: z.string(), smsId: z.string() }),
  attempts,
  backoffSeconds: 4,
  concurrency: 8,
  async run(
    { projectId, smsId },
    { config, database, projects, secrets, attempt, log, signal }: SmsJobServices & JobRun,
  ) {
    const project = await projects.find(projectId)
    if (project === null) return
    const schema = database.schema(project.schema)
    const row = await schema.one<{ content: string }>(
      sql`SELECT content FROM smsMessages WHERE id = ${smsId} AND failedAt IS NULL`,
    )
    if (row === null) return
    const sms = JSON.parse(secrets.decrypt(row.content)) as Sms // written by this feature only
    try {
      if (config.sms === null) throw new Unrecoverable('no SMS provider is configured any more')
      await sendSms(config.sms.url, sms, config.outgoing.allowPrivate, signal)
    } catch (error) {
      const isFinal = error instanceof SmsRefused || error instanceof Unrecoverable
      if (isFinal || attempt >= attempts) {
        await schema.run(sql`UPDATE smsMessages SET failedAt = ${new Date()} WHERE id = ${smsId}`)
      }
      throw isFinal ? new Unrecoverable(error.message, { cause: error }) : error
    }
    await schema.run(sql`DELETE FROM smsMessages WHERE id = ${smsId}`)
    log.info({ projectId, smsId }, 'SMS sent')
  },
})

import { job, Unrecoverable } from '@basalt/bus'
import type { Config } from '@basalt/config'
import { type Database, type Schema, sql } from '@basalt/database'
import { type Mailer, MailRefused } from '@basalt/delivery'
import * as z from 'zod'
import type { ProjectDirectory } from '../projects/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { postmanOf } from './servers.ts'
import type { StoredMail } from './types.ts'

export type MailJobServices = {
  readonly config: Pick<Config, 'smtp'>
  readonly database: Database
  readonly projects: ProjectDirectory
  readonly secrets: Secrets
  readonly mailer: Mailer
}

const attempts = 8
const payload = z.object({ projectId: z.string(), mailId: z.string() })

/**
 * Sends one mail and deletes its row. A repeat finds no row; a crash between the two sends the mail once more, with the
 * same Message-ID.
 */
export const mailJob = job({
  name: 'mails.send',
  payload,
  attempts,
  backoffSeconds: 30,
  concurrency: 8,
  async run(
    { projectId, mailId }: z.output<typeof payload>,
    {
      config,
      database,
      projects,
      secrets,
      mailer,
      attempt,
      log,
    }: MailJobServices & {
      readonly attempt: number
      readonly log: { info(fields: object, message: string): void }
    },
  ) {
    const project = await projects.find(projectId)
    if (project === null) return
    const schema = database.schema(project.schema)
    const row = await schema.one<{ content: string }>(
      sql`SELECT content FROM mails WHERE id = ${mailId} AND failedAt IS NULL`,
    )
    if (row === null) return
    const { server, ...mail } = JSON.parse(secrets.decrypt(row.content)) as StoredMail // written by this feature only
    try {
      const via = server ?? postmanOf({ config, secrets }, project)?.server
      if (!via) throw new Unrecoverable('no mail server is configured any more')
      await mailer.send(via, mail)
    } catch (error) {
      const isFinal = error instanceof MailRefused || error instanceof Unrecoverable
      if (isFinal || attempt >= attempts) await giveUp(schema, mailId)
      throw isFinal ? new Unrecoverable(error.message, { cause: error }) : error
    }
    await schema.run(sql`DELETE FROM mails WHERE id = ${mailId}`)
    log.info({ projectId, mailId }, 'mail sent')
  },
})

/** The row stays for a while, for those who look for a mail that never came. */
async function giveUp(schema: Schema, mailId: string): Promise<void> {
  await schema.run(sql`UPDATE mails SET failedAt = ${new Date()} WHERE id = ${mailId}`)
}

import { readConfig } from '@basalt/config'
import { openDatabase, sql } from '@basalt/database'
import { type Body, expectStatus } from '#support/client.ts'
import { testSecret } from '#support/environment.ts'
import type { TestProject } from '#support/project.ts'
import type { TestServer } from '#support/server.ts'

/** A webhook of this machine: the API takes public host names only, so that its address is put there by hand. */
export async function aHook(server: TestServer, project: TestProject, url: string, more: object): Promise<Body> {
  const body = { url: 'https://hooks.example.com', security: true, ...more }
  const answer = expectStatus(await project.owner.post(`/v1/projects/${project.id}/webhooks`, body), 201)
  const config = readConfig({
    BASALT_DATABASE_URL: server.databaseUrl,
    BASALT_REDIS_URL: server.redisUrl,
    BASALT_SECRET: testSecret,
  })
  const database = await openDatabase(config.database, { warn: () => undefined, error: () => undefined })
  await database.platform.run(sql`UPDATE webhooks SET url = ${url} WHERE id = ${answer.body.$id}`)
  await database.close()
  return answer.body
}

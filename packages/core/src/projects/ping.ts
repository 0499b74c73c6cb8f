import { type Schema, sql } from '@basalt/database'

/** Notes that an app of the project has called; the console shows it to those who are setting one up. */
export async function countPing(platform: Schema, projectId: string): Promise<void> {
  await platform.run(
    sql`UPDATE projects SET pingCount = pingCount + 1, pingedAt = ${new Date()} WHERE id = ${projectId}`,
  )
}

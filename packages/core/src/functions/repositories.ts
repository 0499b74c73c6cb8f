import type { Queryable } from '@basalt/database'
import { fail } from '@basalt/types'
import { getFunctionRow } from './rows.ts'

/**
 * Deploys from a repository. No provider of repositories can be connected to an installation yet, and templates live in
 * such repositories too, so that what is asked for cannot be fetched.
 * @throws `function_not_found`, `provider_repository_not_found`
 */
export async function deployFromRepository(db: Queryable, functionId: string): Promise<never> {
  await getFunctionRow(db, functionId)
  throw fail('provider_repository_not_found', { functionId })
}

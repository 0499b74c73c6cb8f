import { isDuplicate, type Queryable, sql, type Transaction } from '@basalt/database'
import { listRecords, tableShape } from '@basalt/documents'
import { fail, type Query, type Renderable } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { variablesOf } from '../variables/index.ts'
import { nextTick } from './cron.ts'
import { type FunctionRow, functionColumns, getFunctionRow, lockFunctionRow, parseTexts } from './rows.ts'
import { getRuntime } from './specifications.ts'

export type Func = Renderable<'function'>

export type FunctionSettings = {
  readonly name: string
  /** Empty keeps what a function has. */
  readonly runtime: string
  readonly execute: readonly string[]
  readonly events: readonly string[]
  readonly schedule: string
  readonly timeout: number
  readonly enabled: boolean
  readonly logging: boolean
  /** Empty keeps what a function has. */
  readonly entrypoint: string
  readonly commands: string
  readonly scopes: readonly string[]
  readonly installationId: string
  readonly providerRootDirectory: string
  readonly specification: string
}

const shape = tableShape({
  table: 'functions',
  fields: {
    name: 'string',
    enabled: 'boolean',
    runtime: 'id',
    deploymentId: 'id',
    schedule: 'string',
    timeout: 'integer',
    entrypoint: 'string',
    commands: 'string',
  },
  search: 'search',
})

export async function getFunction(db: Queryable, secrets: Secrets, id: string): Promise<Func> {
  return shownFunction(db, secrets, await getFunctionRow(db, id))
}

type ListInput = { readonly queries: readonly Query[]; readonly search: string; readonly total: boolean }

export async function listFunctions(
  db: Queryable,
  secrets: Secrets,
  input: ListInput,
): Promise<Renderable<'functionList'>> {
  const page = await listRecords<FunctionRow>(db, shape, { columns: functionColumns, ...input })
  const ids = page.rows.map(({ id }) => id)
  const variables = await variablesOf(db, secrets, 'function', ids)
  return { total: page.total, functions: page.rows.map((row) => functionOf(row, variables.get(row.id) ?? [])) }
}

/** @throws `function_already_exists`, `function_runtime_unsupported`, `installation_not_found` */
export async function createFunction(
  tx: Transaction,
  secrets: Secrets,
  id: string,
  settings: FunctionSettings,
): Promise<Func> {
  check(settings)
  const now = new Date()
  try {
    await tx.run(
      sql`INSERT INTO functions (id, createdAt, updatedAt, name, enabled, logging, runtime, executeRoles, events, scopes,
            schedule, timeout, entrypoint, commands, specification, providerRootDirectory, search)
          VALUES (${id}, ${now}, ${now}, ${settings.name}, ${settings.enabled}, ${settings.logging}, ${settings.runtime},
            ${JSON.stringify(settings.execute)}, ${JSON.stringify(settings.events)}, ${JSON.stringify(settings.scopes)},
            ${settings.schedule}, ${settings.timeout}, ${settings.entrypoint}, ${settings.commands},
            ${settings.specification}, ${settings.providerRootDirectory}, ${searchText(id, settings)})`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('function_already_exists', { functionId: id }, error)
    throw error
  }
  return getFunction(tx, secrets, id)
}

/** Sets everything anew. @throws `function_not_found`, `function_runtime_unsupported`, `installation_not_found` */
export async function updateFunction(
  tx: Transaction,
  secrets: Secrets,
  id: string,
  given: FunctionSettings,
): Promise<Func> {
  const row = await lockFunctionRow(tx, id)
  const settings = { ...given, runtime: given.runtime || row.runtime, entrypoint: given.entrypoint || row.entrypoint }
  check(settings)
  const now = new Date()
  const runs = settings.enabled && row.deploymentId !== ''
  await tx.run(
    sql`UPDATE functions SET updatedAt = ${now}, name = ${settings.name}, enabled = ${settings.enabled},
          live = ${row.live === 1 && isBuiltAs(row, settings)}, logging = ${settings.logging},
          runtime = ${settings.runtime}, executeRoles = ${JSON.stringify(settings.execute)},
          events = ${JSON.stringify(settings.events)}, scopes = ${JSON.stringify(settings.scopes)},
          schedule = ${settings.schedule}, nextRunAt = ${runs ? nextTick(settings.schedule, now) : null},
          timeout = ${settings.timeout}, entrypoint = ${settings.entrypoint}, commands = ${settings.commands},
          specification = ${settings.specification}, providerRootDirectory = ${settings.providerRootDirectory},
          search = ${searchText(id, settings)}
        WHERE sequence = ${row.sequence}`,
  )
  return getFunction(tx, secrets, id)
}

export async function shownFunction(db: Queryable, secrets: Secrets, row: FunctionRow): Promise<Func> {
  const variables = await variablesOf(db, secrets, 'function', [row.id])
  return functionOf(row, variables.get(row.id) ?? [])
}

function functionOf(row: FunctionRow, vars: readonly Renderable<'variable'>[]): Func {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    execute: parseTexts(row.executeRoles),
    name: row.name,
    enabled: row.enabled === 1,
    live: row.live === 1,
    logging: row.logging === 1,
    runtime: row.runtime,
    deploymentId: row.deploymentId,
    deploymentCreatedAt: row.deploymentCreatedAt,
    latestDeploymentId: row.latestDeploymentId,
    latestDeploymentCreatedAt: row.latestDeploymentCreatedAt,
    latestDeploymentStatus: row.latestDeploymentStatus,
    scopes: parseTexts(row.scopes),
    vars,
    events: parseTexts(row.events),
    schedule: row.schedule,
    timeout: row.timeout,
    entrypoint: row.entrypoint,
    commands: row.commands,
    version: 'v5',
    installationId: '',
    providerRepositoryId: '',
    providerBranch: '',
    providerRootDirectory: row.providerRootDirectory,
    providerSilentMode: false,
    specification: row.specification,
  }
}

function check({ runtime, installationId }: FunctionSettings): void {
  getRuntime(runtime)
  // No provider of repositories is connected to an installation yet.
  if (installationId !== '') throw fail('installation_not_found', { installationId })
}

/** True when what is deployed would be built the same way under the new settings. */
function isBuiltAs(row: FunctionRow, settings: FunctionSettings): boolean {
  return (['name', 'runtime', 'entrypoint', 'commands', 'providerRootDirectory'] as const).every(
    (key) => row[key] === settings[key],
  )
}

function searchText(id: string, { name, runtime }: FunctionSettings): string {
  return `${id} ${name} ${runtime}`
}

import { createHash } from 'node:crypto'
import { isDuplicate, name, type Queryable, type Schema, sql, type Transaction } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import { type Actor, fail, type Query, refuseClients, type Renderable } from '@basalt/types'

export type Rule = Renderable<'proxyRule'>

type RuleRow = {
  readonly sequence: number
  readonly id: string
  readonly projectId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly domain: string
  readonly type: string
  readonly triggeredBy: string
  readonly resourceType: string
  readonly resourceId: string
  readonly status: string
}

const columns = sql`sequence, id, projectId, createdAt, updatedAt, domain, type, triggeredBy, resourceType, resourceId, status`

const shape = tableShape({
  table: 'rules',
  fields: {
    domain: 'id',
    type: 'id',
    trigger: field('id', 'triggeredBy'),
    deploymentResourceType: field('id', 'resourceType'),
    deploymentResourceId: field('id', 'resourceId'),
  },
  search: 'search',
})

type Target = { readonly type: 'function'; readonly id: string }
type Domains = { readonly functions: string }

/**
 * Has a domain lead to a function, whose existence the caller has made sure of. `platform` holds the rules of all projects.
 * @throws `general_argument_invalid`, `rule_already_exists`
 */
export async function createRule(
  platform: Schema,
  domains: Domains,
  {
    projectId,
    domain: given,
    target,
  }: { readonly projectId: string; readonly domain: string; readonly target: Target },
): Promise<Rule> {
  const domain = given.toLowerCase()
  check(domain, domains)
  const id = createHash('md5').update(domain).digest('hex')
  const now = new Date()
  try {
    await platform.run(
      sql`INSERT INTO rules (id, projectId, createdAt, updatedAt, domain, type, triggeredBy, resourceType, resourceId, status, search)
          VALUES (${id}, ${projectId}, ${now}, ${now}, ${domain}, 'deployment', 'manual', ${target.type}, ${target.id},
            'verified', ${`${id} ${domain} ${target.id}`})`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('rule_already_exists', { domain }, error)
    throw error
  }
  return requireRule(platform, projectId, id)
}

/** Apps' users hold the scope, but which domains lead where is not for them. @throws `rule_not_found` */
export async function getRule(platform: Queryable, actor: Actor, projectId: string, id: string): Promise<Rule> {
  refuseClients(actor)
  return requireRule(platform, projectId, id)
}

async function requireRule(platform: Queryable, projectId: string, id: string): Promise<Rule> {
  const row = await platform.one<RuleRow>(
    sql`SELECT ${columns} FROM rules WHERE projectId = ${projectId} AND id = ${id}`,
  )
  if (row === null) throw fail('rule_not_found', { ruleId: id })
  return ruleOf(row)
}

type ListInput = { readonly queries: readonly Query[]; readonly search: string; readonly total: boolean }

export async function listRules(
  platform: Queryable,
  actor: Actor,
  projectId: string,
  input: ListInput,
): Promise<Renderable<'proxyRuleList'>> {
  refuseClients(actor)
  const where = sql`projectId = ${projectId}`
  const page = await listRecords<RuleRow>(platform, shape, { columns, where, ...input })
  return { total: page.total, rules: page.rows.map(ruleOf) }
}

/** @throws `rule_not_found` */
export async function removeRule(platform: Schema, projectId: string, id: string): Promise<Rule> {
  const rule = await requireRule(platform, projectId, id)
  await platform.run(sql`DELETE FROM rules WHERE projectId = ${projectId} AND id = ${id}`)
  return rule
}

/** Frees the domains of a function with the transaction that removes it, though they are rows of another schema. */
export async function removeRulesOf(
  tx: Transaction,
  platform: Schema,
  projectId: string,
  { type, id }: Target,
): Promise<void> {
  await tx.run(
    sql`DELETE FROM ${name(platform.schema)}.rules
        WHERE projectId = ${projectId} AND resourceType = ${type} AND resourceId = ${id}`,
  )
}

/** What answers at a host; null when nothing does. */
export async function findHost(
  platform: Queryable,
  domain: string,
): Promise<{ readonly projectId: string; readonly functionId: string } | null> {
  return platform.one(
    sql`SELECT projectId, resourceId AS functionId FROM rules WHERE domain = ${domain} AND resourceType = 'function'`,
  )
}

/** Names are given away one level below the functions domain: for others nothing would answer. */
function check(domain: string, { functions }: Domains): void {
  const label = domain.endsWith(`.${functions}`) ? domain.slice(0, -functions.length - 1) : ''
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) return
  const reason = `The domain must be a name right below ${functions}, as my-function.${functions}.`
  throw fail('general_argument_invalid', { reason })
}

function ruleOf(row: RuleRow): Rule {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    domain: row.domain,
    type: row.type,
    trigger: row.triggeredBy,
    redirectUrl: '',
    redirectStatusCode: 301,
    deploymentId: '',
    deploymentResourceType: row.resourceType,
    deploymentResourceId: row.resourceId,
    deploymentVcsProviderBranch: '',
    status: row.status,
    logs: '',
    renewAt: null,
  }
}

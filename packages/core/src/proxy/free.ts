import { type Queryable, sql } from '@basalt/database'
import { fail } from '@basalt/types'

type Domains = { readonly main: string; readonly functions: string; readonly sites: string }

const form = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** Names of sites that stand for a commit or a branch. */
const reserved = /^(?:commit|branch)-/

/**
 * Makes sure that a domain could be given to something, in any project.
 * @throws `general_argument_invalid` for one that is never given away, `resource_already_exists`
 */
export async function requireFreeDomain(platform: Queryable, domains: Domains, given: string): Promise<void> {
  const domain = given.toLowerCase()
  if (!mayBeGiven(domain, domains)) {
    throw fail('general_argument_invalid', { reason: 'This is no domain, or one that is not given away.' })
  }
  const taken = await platform.one(sql`SELECT 1 FROM rules WHERE domain = ${domain}`)
  if (taken !== null) throw fail('resource_already_exists', { domain })
}

/** Below the domains of functions and sites, names are given away one level deep. */
function mayBeGiven(domain: string, { main, functions, sites }: Domains): boolean {
  if (!form.test(domain) || [main, functions, sites].includes(domain)) return false
  const parent = [functions, sites].find((candidate) => domain.endsWith(`.${candidate}`))
  if (parent === undefined) return true
  const label = domain.slice(0, -parent.length - 1)
  return !label.includes('.') && !(parent === sites && reserved.test(label))
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Queryable } from '@basalt/database'
import { requireFreeDomain } from './free.ts'

const domains = { main: 'basalt.test', functions: 'fn.basalt.test', sites: 'sites.basalt.test' }
const nothingTaken = { one: () => Promise.resolve(null) } as unknown as Queryable // all that is asked of it

describe('a domain', () => {
  for (const domain of ['shop.example', 'a.fn.basalt.test', 'A.Sites.Basalt.Test', 'commit-1.fn.basalt.test']) {
    it(`may be given away as ${domain}`, () => requireFreeDomain(nothingTaken, domains, domain))
  }

  const never = [
    'localhost',
    'basalt.test',
    'fn.basalt.test',
    'a.b.sites.basalt.test',
    'branch-x.sites.basalt.test',
    '',
  ]
  for (const domain of [...never, '-a.example', 'a b.example', `${'a.'.repeat(130)}test`]) {
    it(`is never given away as "${domain.slice(0, 40)}"`, async () => {
      await assert.rejects(requireFreeDomain(nothingTaken, domains, domain), { type: 'general_argument_invalid' })
    })
  }
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { endpoints } from '@basalt/api/endpoints'
import { reckon } from './reckon.ts'

describe('the declared operations', () => {
  const reckoning = reckon()

  it('are declared at all', () => {
    assert.ok(endpoints.length > 0)
  })

  it('are what the contract says, decided exceptions aside', () => {
    const different = Object.values(reckoning.services).flatMap((service) => service.different)
    assert.deepEqual(different, [])
  })

  it('need every exception that is listed', () => {
    assert.deepEqual(reckoning.unusedExceptions, [])
  })

  it('have ids and routes of their own', () => {
    const ids = endpoints.map(({ id }) => id)
    const routes = endpoints.flatMap(({ method, path, aliases = [] }) =>
      [path, ...aliases].map((each) => `${method} ${each}`),
    )
    assert.deepEqual(repeated(ids), [])
    assert.deepEqual(repeated(routes), [])
  })
})

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { endpoints } from '@basalt/api/endpoints'
import { Validator } from '@seriousme/openapi-schema-validator'
import { type Body, Client } from '#support/client.ts'
import { theServer } from '#support/server.ts'
import { declaredPath, type Operation, readOperations } from './contract.ts'

for (const surface of ['client', 'server', 'console']) {
  describe(`the OpenAPI document for the ${surface}`, () => {
    let document: Body

    before(async () => {
      const { origin } = await theServer()
      const answer = await new Client(origin).get(`/v1/specs/open-api3-${surface}.json`)
      assert.equal(answer.status, 200)
      document = answer.body
    })

    it('is valid OpenAPI 3.1', async () => {
      const result = await new Validator().validate(withPlainNames(document))
      assert.deepEqual(result, { valid: true })
    })

    it('refers only to schemas that it has', () => {
      const schemas = new Set(Object.keys(document.components.schemas))
      const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)
      assert.deepEqual(
        [...references].map(([, name]) => name).filter((name) => !schemas.has(String(name))),
        [],
      )
    })

    it('has the declared operations of the contract that are for it, and no other of the contract', () => {
      const documented = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      )
      const contract = readOperations()
      const known = new Set(contract.map(routeOf))
      const wanted = contract.filter((operation) => isDeclared(operation) && isFor(operation, surface))
      // What Basalt has beyond the contract is documented too, and compared with nothing.
      const compared = documented.filter((route) => known.has(route))
      assert.deepEqual(compared.toSorted(), wanted.map(routeOf).toSorted())
    })

    it('has unique operation ids', () => {
      const ids = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
        (methods) => Object.values(methods).map(({ operationId }) => operationId),
      )
      assert.deepEqual(ids.length, new Set(ids).size)
    })
  })
}

/** The validator takes a property that is named `$id` for the id of its schema; under another name it is checked alike. */
function withPlainNames(document: Body): Record<string, unknown> {
  return JSON.parse(JSON.stringify(document).replaceAll('"$id":{', '"id":{')) as Record<string, unknown> // it was one before
}

function routeOf({ method, path }: Operation): string {
  return `${method} ${path.replace(/^\/v1/, '')}`
}

function isDeclared({ method, path }: Operation): boolean {
  return endpoints.some((endpoint) => endpoint.method === method && endpoint.path === declaredPath(path))
}

/** Needs no credential, as others that every document lists: servers may send people there too. */
const forEverybody: ReadonlySet<string> = new Set(['account.createOAuth2Session'])

/** Operations that no document lists are inner ones; a route that documents know by an old path counts as it. */
function isFor({ id, surfaces }: Operation, surface: string): boolean {
  return id.endsWith('~canonical') || forEverybody.has(id) || surfaces.includes(surface)
}

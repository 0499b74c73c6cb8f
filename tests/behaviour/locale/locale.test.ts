import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aProject } from '#support/project.ts'

type Named = { readonly name: string; readonly code: string }

describe('locale', () => {
  let guest: Client
  before(async () => {
    guest = (await aProject()).aGuest()
  })

  it('lists everything whole', async () => {
    const sizes = {
      '/codes': ['localeCodes', 131],
      '/countries': ['countries', 197],
      '/countries/eu': ['countries', 27],
      '/countries/phones': ['phones', 196],
      '/continents': ['continents', 7],
      '/currencies': ['currencies', 117],
      '/languages': ['languages', 186],
    } as const
    for (const [path, [field, total]] of Object.entries(sizes)) {
      const { status, body } = await guest.get(`/v1/locale${path}`)
      assert.deepEqual([status, body.total, body[field].length], [200, total, total])
    }
  })

  it('names countries in the language that is asked for, in the order of their names', async () => {
    const namesIn = async (locale: string): Promise<readonly Named[]> =>
      (await guest.get('/v1/locale/countries', {}, { 'x-appwrite-locale': locale })).body.countries
    const name = (countries: readonly Named[], code: string) => countries.find((one) => one.code === code)?.name
    const [german, austrian, french, chinese, unknown] = await Promise.all(
      ['de', 'de-at', 'fr', 'zh-cn', 'nope'].map(namesIn),
    )
    assert.equal(name(german ?? [], 'AT'), 'Österreich')
    assert.equal(name(austrian ?? [], 'DE'), 'Deutschland')
    assert.equal(name(french ?? [], 'US'), 'États-Unis')
    assert.equal(name(chinese ?? [], 'JP'), '日本')
    assert.equal(name(unknown ?? [], 'CI'), 'Ivory Coast')
    for (const list of [german, french, unknown]) {
      const names = (list ?? []).map((one) => Buffer.from(one.name))
      assert.deepEqual(
        names,
        names.toSorted((left, right) => left.compare(right)),
      )
    }
  })

  it('tells the address of the caller, and that its place is not known', async () => {
    const { body } = await guest.get('/v1/locale', {}, { 'x-forwarded-for': '203.0.113.7' })
    assert.deepEqual(body, {
      ip: '203.0.113.7',
      countryCode: '--',
      country: 'Unknown',
      continentCode: '--',
      continent: 'Unknown',
      eu: false,
      currency: '',
    })
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { continentOf } from './continent-countries.ts'
import { countryCodes } from './countries.ts'
import { currencies } from './currencies.ts'
import { currencyOf } from './currency-countries.ts'
import { nameOfCode, placeIn } from './place.ts'

describe('a place', () => {
  it('has a continent for every country that the API lists', () => {
    assert.deepEqual(
      countryCodes.filter((code) => continentOf(code) === undefined),
      [],
    )
    assert.deepEqual(['US', 'BR', 'JP', 'ZA', 'AU', 'FR', 'AQ'].map(continentOf), [
      'NA',
      'SA',
      'AS',
      'AF',
      'OC',
      'EU',
      'AN',
    ])
  })

  it('has one of the listed currencies, if any', () => {
    const codes = new Set(['', ...currencies.map(({ code }) => code)])
    assert.deepEqual(
      countryCodes.filter((code) => !codes.has(currencyOf(code))),
      [],
    )
    assert.deepEqual(['US', 'HR', 'CH', 'AG'].map(currencyOf), ['USD', 'EUR', 'CHF', ''])
  })

  it('is unknown in all its parts where the country is', () => {
    const unknown = {
      countryCode: '--',
      country: 'Unknown',
      continentCode: '--',
      continent: 'Unknown',
      eu: false,
      currency: '',
    }
    assert.deepEqual(placeIn(null, '192.0.2.1', 'de'), { ip: '192.0.2.1', ...unknown })
    assert.deepEqual(
      ['--', '', 'de'].map((code) => nameOfCode(code, 'en')),
      ['Unknown', 'Unknown', 'Germany'],
    )
  })
})

import type { Endpoint } from '#http/endpoint.ts'
import {
  localeGet,
  localeListCodes,
  localeListContinents,
  localeListCountries,
  localeListCountriesEU,
  localeListCountriesPhones,
  localeListCurrencies,
  localeListLanguages,
} from './locale.ts'

export const localeEndpoints: readonly Endpoint[] = [
  localeGet,
  localeListCodes,
  localeListCountries,
  localeListCountriesEU,
  localeListCountriesPhones,
  localeListContinents,
  localeListCurrencies,
  localeListLanguages,
]

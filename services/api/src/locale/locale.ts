import {
  currencies,
  languages,
  listCallingCodes,
  listContinents,
  listCountries,
  listEuCountries,
  localeCodes,
  localeOf,
} from '@basalt/core/locale'
import { endpoint } from '#http/endpoint.ts'

const common = { auth: ['session', 'jwt', 'key'], scopes: ['locale.read'], params: {} } as const

export const localeGet = endpoint({
  ...common,
  id: 'locale.get',
  route: 'GET /v1/locale',
  summary: 'Get user locale',
  response: { status: 200, model: 'locale' },
  handler: ({ services, origin }) => services.places.placeOf(origin.ip, origin.locale),
})

export const localeListCodes = endpoint({
  ...common,
  id: 'locale.listCodes',
  route: 'GET /v1/locale/codes',
  summary: 'List locale codes',
  response: { status: 200, model: 'localeCodeList' },
  handler: () => ({
    total: localeCodes.length,
    localeCodes: localeCodes.map(([code, name]) => ({ code, name })),
  }),
})

export const localeListContinents = endpoint({
  ...common,
  id: 'locale.listContinents',
  route: 'GET /v1/locale/continents',
  summary: 'List continents',
  response: { status: 200, model: 'continentList' },
  handler: ({ request }) => {
    const continents = listContinents(localeOf(request.locale))
    return { total: continents.length, continents }
  },
})

export const localeListCountries = endpoint({
  ...common,
  id: 'locale.listCountries',
  route: 'GET /v1/locale/countries',
  summary: 'List countries',
  response: { status: 200, model: 'countryList' },
  handler: ({ request }) => {
    const countries = listCountries(localeOf(request.locale))
    return { total: countries.length, countries }
  },
})

export const localeListCountriesEU = endpoint({
  ...common,
  id: 'locale.listCountriesEU',
  route: 'GET /v1/locale/countries/eu',
  summary: 'List EU countries',
  response: { status: 200, model: 'countryList' },
  handler: ({ request }) => {
    const countries = listEuCountries(localeOf(request.locale))
    return { total: countries.length, countries }
  },
})

export const localeListCountriesPhones = endpoint({
  ...common,
  id: 'locale.listCountriesPhones',
  route: 'GET /v1/locale/countries/phones',
  summary: 'List countries phone codes',
  response: { status: 200, model: 'phoneList' },
  handler: ({ request }) => {
    const phones = listCallingCodes(localeOf(request.locale))
    return { total: phones.length, phones }
  },
})

export const localeListCurrencies = endpoint({
  ...common,
  id: 'locale.listCurrencies',
  route: 'GET /v1/locale/currencies',
  summary: 'List currencies',
  response: { status: 200, model: 'currencyList' },
  handler: () => ({ total: currencies.length, currencies }),
})

export const localeListLanguages = endpoint({
  ...common,
  id: 'locale.listLanguages',
  route: 'GET /v1/locale/languages',
  summary: 'List languages',
  response: { status: 200, model: 'languageList' },
  handler: () => ({
    total: languages.length,
    languages: languages.map(([code, name, nativeName]) => ({ name, code, nativeName })),
  }),
})

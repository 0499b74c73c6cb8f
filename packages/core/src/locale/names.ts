import { LRUCache } from 'lru-cache'
import { callingCodes, continents, countryCodes, englishNames, euCountryCodes } from './countries.ts'
import { localeCodes } from './locale-codes.ts'

const fallbackLocale = 'en'

const known = new Set(localeCodes.map(([code]) => code))
const regionNames = new LRUCache<string, Intl.DisplayNames>({ max: 16 })

/** The locale that is meant: one of the listed codes, or English. */
export function localeOf(code: string): string {
  const lower = code.toLowerCase()
  return known.has(lower) ? lower : fallbackLocale
}

type Named = { readonly name: string; readonly code: string }

/** Countries in the byte order of their names. */
export function listCountries(locale: string): readonly Named[] {
  return named(countryCodes, locale)
}

export function listEuCountries(locale: string): readonly Named[] {
  return named(euCountryCodes, locale)
}

export function listContinents(locale: string): readonly Named[] {
  const names = continents.map(({ code, region }) => ({ name: regionName(region, locale), code }))
  return names.toSorted(byName)
}

export function listCallingCodes(
  locale: string,
): readonly { readonly code: string; readonly countryCode: string; readonly countryName: string }[] {
  return callingCodes.map(([code, countryCode]) => ({
    code,
    countryCode,
    countryName: countryName(countryCode, locale),
  }))
}

export function countryName(code: string, locale: string): string {
  const english = locale === fallbackLocale ? englishNames[code] : undefined
  return english ?? regionName(code, locale)
}

function named(codes: readonly string[], locale: string): readonly Named[] {
  return codes.map((code) => ({ name: countryName(code, locale), code })).toSorted(byName)
}

/** Names of Unicode: in the locale, else in its language, else in English. */
export function regionName(region: string, locale: string): string {
  let names = regionNames.get(locale)
  if (!names) {
    const wanted = [locale, locale.slice(0, 2), fallbackLocale].filter(
      (code) => Intl.DisplayNames.supportedLocalesOf(code).length > 0,
    )
    names = new Intl.DisplayNames(wanted, { type: 'region' })
    regionNames.set(locale, names)
  }
  return names.of(region) ?? region
}

function byName(left: Named, right: Named): number {
  return Buffer.compare(Buffer.from(left.name), Buffer.from(right.name))
}

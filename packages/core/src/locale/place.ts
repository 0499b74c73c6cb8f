import { continentOf } from './continent-countries.ts'
import { continents, euCountryCodes } from './countries.ts'
import { currencyOf } from './currency-countries.ts'
import { countryName, regionName } from './names.ts'

/** Where an address is, as far as that is known. */
export type Place = {
  readonly ip: string
  readonly countryCode: string
  readonly country: string
  readonly continentCode: string
  readonly continent: string
  readonly eu: boolean
  readonly currency: string
}

/** Stands for the code of a country or continent that is not known. */
export const unknownCode = '--'
const unknownName = 'Unknown'

/** The place of an address in a country, named in the language of a locale; null when the country is not known. */
export function placeIn(country: string | null, ip: string, locale: string): Place {
  const continent = continents.find(({ code }) => country !== null && code === continentOf(country))
  return {
    ip,
    countryCode: country ?? unknownCode,
    country: country === null ? unknownName : countryName(country, locale),
    continentCode: continent?.code ?? unknownCode,
    continent: continent ? regionName(continent.region, locale) : unknownName,
    eu: country !== null && euCountryCodes.includes(country),
    currency: country === null ? '' : currencyOf(country),
  }
}

/** The name of a country by its code in letters of either size, as sessions and logs keep it. */
export function nameOfCode(code: string, locale: string): string {
  return /^[a-z]{2}$/i.test(code) ? countryName(code.toUpperCase(), locale) : unknownName
}

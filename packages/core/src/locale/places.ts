import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { isPrivate } from '@basalt/delivery'
import { type Place, placeIn, unknownCode } from './place.ts'

/** What databases of countries say of a network: one of two forms, by who makes them. */
type Found = { readonly country_code?: unknown; readonly country?: { readonly iso_code?: unknown } }
type Countries = { get(ip: string): Found | null }

/** Tells the country of an address from a file in the form of MaxMind's databases, which is read when first asked. */
export class Places {
  readonly #path: string
  readonly #onFault: (error: unknown) => void
  #countries: Promise<Countries | null> | undefined

  /** Without a path every place is unknown. A file that is no database is told of once, and then every place is too. */
  constructor(path: string, onFault: (error: unknown) => void) {
    this.#path = path
    this.#onFault = onFault
  }

  /** Has start-up stop where the file cannot be read. */
  async check(): Promise<void> {
    if (this.#path !== '') await access(this.#path, constants.R_OK)
  }

  /** ISO 3166-1 code of the country in capitals; null for addresses that are nowhere, and where nobody knows. */
  async countryOf(ip: string): Promise<string | null> {
    const address = ip.replace(/^::ffff:(?=\d+\.)/i, '')
    if (this.#path === '' || isIP(address) === 0 || isPrivate(address)) return null
    this.#countries ??= this.#open()
    const countries = await this.#countries
    const found = countries?.get(address)
    const code = found?.country_code ?? found?.country?.iso_code
    return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : null
  }

  /** The same as sessions and logs keep it: in small letters, `--` where it is not known. */
  async codeOf(ip: string): Promise<string> {
    return (await this.countryOf(ip))?.toLowerCase() ?? unknownCode
  }

  async placeOf(ip: string, locale: string): Promise<Place> {
    return placeIn(await this.countryOf(ip), ip, locale)
  }

  async #open(): Promise<Countries | null> {
    try {
      const { Reader } = await import('mmdb-lib') // only who has a database pays for it
      return new Reader(await readFile(this.#path)) as Countries
    } catch (error) {
      this.#onFault(error)
      return null
    }
  }
}

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

/** No database of addresses is installed: every place is unknown, which clients have to expect anyway. */
export function placeOf(ip: string): Place {
  return {
    ip,
    countryCode: '--',
    country: 'Unknown',
    continentCode: '--',
    continent: 'Unknown',
    eu: false,
    currency: '',
  }
}

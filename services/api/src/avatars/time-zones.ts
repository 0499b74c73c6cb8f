/** Names of today for what the runtime still lists under an older one. */
const renamed: Readonly<Record<string, string>> = {
  'africa/asmera': 'africa/asmara',
  'america/buenos_aires': 'america/argentina/buenos_aires',
  'america/catamarca': 'america/argentina/catamarca',
  'america/coral_harbour': 'america/atikokan',
  'america/cordoba': 'america/argentina/cordoba',
  'america/godthab': 'america/nuuk',
  'america/indianapolis': 'america/indiana/indianapolis',
  'america/jujuy': 'america/argentina/jujuy',
  'america/louisville': 'america/kentucky/louisville',
  'america/mendoza': 'america/argentina/mendoza',
  'asia/calcutta': 'asia/kolkata',
  'asia/katmandu': 'asia/kathmandu',
  'asia/rangoon': 'asia/yangon',
  'asia/saigon': 'asia/ho_chi_minh',
  'atlantic/faeroe': 'atlantic/faroe',
  'europe/kiev': 'europe/kyiv',
  'pacific/enderbury': 'pacific/kanton',
  'pacific/ponape': 'pacific/pohnpei',
  'pacific/truk': 'pacific/chuuk',
}

/** Time zones of the IANA database in small letters, as the contract lists them. */
export const timeZones: readonly string[] = [
  ...Intl.supportedValuesOf('timeZone')
    .map((zone) => zone.toLowerCase())
    .map((zone) => renamed[zone] ?? zone)
    .filter((zone) => zone !== 'utc')
    .toSorted(),
  'utc',
]

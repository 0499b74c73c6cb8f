import { boolean, float, integer, many, model, text } from '../model.ts'

export const localeModels = {
  locale: model({
    ip: text(),
    countryCode: text(),
    country: text(),
    continentCode: text(),
    continent: text(),
    eu: boolean(),
    currency: text(),
  }),
  localeCode: model({ code: text(), name: text() }),
  localeCodeList: model({ total: integer(), localeCodes: many('localeCode') }),
  country: model({ name: text(), code: text() }),
  countryList: model({ total: integer(), countries: many('country') }),
  continent: model({ name: text(), code: text() }),
  continentList: model({ total: integer(), continents: many('continent') }),
  phone: model({ code: text(), countryCode: text(), countryName: text() }),
  phoneList: model({ total: integer(), phones: many('phone') }),
  currency: model({
    symbol: text(),
    name: text(),
    symbolNative: text(),
    decimalDigits: integer(),
    rounding: float(),
    code: text(),
    namePlural: text(),
  }),
  currencyList: model({ total: integer(), currencies: many('currency') }),
  language: model({ name: text(), code: text(), nativeName: text() }),
  languageList: model({ total: integer(), languages: many('language') }),
}

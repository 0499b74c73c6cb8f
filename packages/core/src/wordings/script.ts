import { languageOf } from './catalogue.ts'

const rightToLeft = new Set(['ar', 'fa', 'he', 'ji', 'ur'])

/** `ltr` or `rtl`, by the language. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.slice(0, 2)) ? 'rtl' : 'ltr'
}

/** Codes of the contract that mean another language to the rest of the world. */
const tags: Readonly<Record<string, string>> = { no: 'nb', ua: 'uk' }

/** Day and month of an instant in words, and the time of day, both in UTC. */
export function momentIn(locale: string, instant: Date): { readonly date: string; readonly time: string } {
  const language = languageOf(locale)
  const format = new Intl.DateTimeFormat(tags[language] ?? language, { month: 'long', day: 'numeric', timeZone: 'UTC' })
  return { date: format.format(instant), time: `${instant.toISOString().slice(11, 19)} UTC` }
}

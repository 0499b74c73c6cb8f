import { readdirSync, readFileSync } from 'node:fs'
import type english from './catalogue/en.json'

/** Every text of a language, with `{{name}}` where a value belongs. */
export type Phrases = typeof english

const folder = new URL('catalogue/', import.meta.url)
const fallback = 'en'

/** Locales whose texts lie under another name than their language's. */
const elsewhere: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  'zh-hk': 'zh-tw',
  'zh-sg': 'zh-cn',
}

let languages: ReadonlySet<string> | undefined
const loaded = new Map<string, Phrases>()

/** The languages that have texts, by the names of their files. */
export function listLanguages(): ReadonlySet<string> {
  languages ??= new Set(readdirSync(folder).map((file) => file.replace('.json', '')))
  return languages
}

/** The language in which somebody is written to who asks for a locale: the locale's own, its language's, or English. */
export function languageOf(locale: string): string {
  const candidates = [locale, elsewhere[locale], locale.slice(0, 2)]
  return candidates.find((name) => name !== undefined && listLanguages().has(name)) ?? fallback
}

/** Texts are read when a language is first written in, and kept: they are a few kilobytes. */
export function phrasesOf(locale: string): Phrases {
  const language = languageOf(locale)
  let phrases = loaded.get(language)
  if (!phrases) {
    phrases = JSON.parse(readFileSync(new URL(`${language}.json`, folder), 'utf8')) as Phrases // held to it by a test
    loaded.set(language, phrases)
  }
  return phrases
}

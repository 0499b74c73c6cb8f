import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { localeCodes } from '../locale/index.ts'
import { languageOf, listLanguages } from './catalogue.ts'
import { directionOf, mailTypes, mailWording, momentIn, smsText } from './index.ts'

type Nested = { readonly [key: string]: string | Nested }

const read = (language: string): Nested =>
  JSON.parse(readFileSync(new URL(`catalogue/${language}.json`, import.meta.url), 'utf8')) as Nested // checked below

/** Paths of all texts with what they are. */
function flat(nested: Nested, path = ''): ReadonlyMap<string, string> {
  const pairs = Object.entries(nested).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : [...flat(value, `${path}${key}.`)],
  )
  return new Map(pairs)
}

const marks = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{.*?\}\}/g)].map(([mark]) => mark).toSorted((left, right) => (left < right ? -1 : 1))

const languages = [...listLanguages()]
const english = flat(read('en'))

describe('the catalogue', () => {
  it('has the texts of every language complete, with the same placeholders', () => {
    for (const language of languages) {
      const texts = flat(read(language))
      assert.deepEqual([...texts.keys()], [...english.keys()], language)
      for (const [key, text] of texts) {
        const wanted = new Set(marks(english.get(key) ?? ''))
        assert.deepEqual(new Set(marks(text)), wanted, `${key} in ${language}`)
        assert.equal(text.split('{{b}}').length, text.split('{{/b}}').length, `${key} in ${language}`)
        assert.doesNotMatch(text, /[<>$*]|^\s|\s$|^$/, `${key} in ${language}`)
      }
    }
  })

  it('says nothing in English but English', () => {
    const same = languages
      .filter((language) => language !== 'en')
      .flatMap((language) => {
        const texts = [...flat(read(language))].filter(
          ([key, text]) => /[.](?:text|advice|ignore)$/.test(key) && text === english.get(key),
        )
        return texts.map(([key]) => `${key} in ${language}`)
      })
    assert.deepEqual(same, [])
  })

  it('has no file that no locale leads to', () => {
    const reached = new Set(localeCodes.map(([code]) => languageOf(code)))
    assert.deepEqual(
      languages.filter((language) => !reached.has(language)),
      [],
    )
  })

  it('falls back to the language, and then to English', () => {
    assert.equal(languageOf('de-at'), 'de')
    assert.equal(languageOf('xh'), 'en')
    assert.equal(mailWording('recovery', 'de-at').subject, mailWording('recovery', 'de').subject)
  })

  it('has every mail for every locale that clients may ask for', () => {
    for (const [locale] of localeCodes) {
      for (const type of mailTypes) {
        const { subject, message } = mailWording(type, locale)
        assert.notEqual(subject, '')
        assert.match(message, /\{\{user\}\}/)
        assert.equal(message.split(/<p\b/).length, message.split('</p>').length)
      }
    }
  })
})

describe('wordings', () => {
  it('know which way a language runs', () => {
    assert.deepEqual(['en', 'de-at', 'ar-ae', 'he'].map(directionOf), ['ltr', 'ltr', 'rtl', 'rtl'])
  })

  it('name a day as the language does', () => {
    const instant = new Date('2026-03-09T14:05:06.789Z')
    assert.deepEqual(momentIn('en', instant), { date: 'March 9', time: '14:05:06 UTC' })
    assert.equal(momentIn('de-at', instant).date, '9. März')
    assert.equal(momentIn('ua', instant).date, '9 березня')
    assert.equal(momentIn('xh', instant).date, 'March 9')
  })

  it('of text messages have their values put in as they are, once', () => {
    const text = smsText('code', 'en', { code: '123456', project: 'A & {{code}}' })
    assert.equal(text, '123456 is your code for A & {{code}}.')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mailTypes } from './types.ts'
import { defaultWording } from './wordings.ts'

/** Placeholders of a text, in no order. */
function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].toSorted((left, right) =>
    left.localeCompare(right),
  )
}

describe('the catalogue of mails', () => {
  it('says the same in every language', () => {
    for (const type of mailTypes) {
      const english = defaultWording(type, 'en')
      for (const locale of ['de', 'es', 'fr']) {
        const wording = defaultWording(type, locale)
        assert.notEqual(wording.subject, english.subject)
        assert.deepEqual(placeholders(wording.message), placeholders(english.message), `${type} in ${locale}`)
        assert.deepEqual(placeholders(wording.subject), placeholders(english.subject), `${type} in ${locale}`)
      }
    }
  })

  it('opens and closes what is bold, and closes every paragraph', () => {
    for (const type of mailTypes) {
      for (const locale of ['de', 'en', 'es', 'fr']) {
        const { message } = defaultWording(type, locale)
        assert.equal(message.split('{{b}}').length, message.split('{{/b}}').length)
        assert.equal(message.split(/<p\b/).length, message.split('</p>').length)
      }
    }
  })

  it('falls back to the language, and then to English', () => {
    assert.equal(defaultWording('recovery', 'de-at'), defaultWording('recovery', 'de'))
    assert.equal(defaultWording('recovery', 'xh'), defaultWording('recovery', 'en'))
    for (const type of mailTypes) assert.match(defaultWording(type, 'xh').message, /\{\{user\}\}/)
  })
})

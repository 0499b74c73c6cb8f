import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { initialsDrawing, initialsOf } from './initials.ts'

describe('initials', () => {
  it('are the first letters of the first two words', () => {
    const names = {
      'Ada Lovelace': 'AL',
      'ada king lovelace': 'AK',
      ada: 'A',
      ada_king_lovelace: 'AK',
      'ada_king lovelace': 'AL',
      '7 of 9': '7O',
      'ünlü öz': '',
      'Ö Zed': 'Z',
      '': '',
    }
    for (const [name, initials] of Object.entries(names)) assert.equal(initialsOf(name), initials, name)
  })

  it('decide the colour, unless one is given', () => {
    const size = { width: 10, height: 10 }
    assert.equal(initialsDrawing('Ada', size, ''), initialsDrawing('Anna', size, ''))
    assert.match(initialsDrawing('Ada', size, ''), /fill="#FD366E" mask/)
    assert.match(initialsDrawing('Ada', size, 'abc'), /fill="#abc" mask/)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { candidatesIn } from './favicon.ts'

describe('icons that a page names', () => {
  it('are found however they are written, the largest first', () => {
    const html = `<html><head>
      <link rel="stylesheet" href="/style.css">
      <LINK REL='shortcut icon' HREF='/small.ico'>
      <link href=big.png rel=icon sizes=192x192>
      <link rel="icon" sizes="32x32 16x16" href="https://cdn.test/a.jpg?v=1&amp;w=2">
      <link rel="icon" href="/drawing.svg"><link rel="apple-touch-icon" href="/touch.png">
      <link rel="icon" href="javascript:alert(1)">`
    assert.deepEqual(
      candidatesIn(html, 'https://x.test/deep/page').map(({ url }) => url),
      ['https://x.test/deep/big.png', 'https://cdn.test/a.jpg?v=1&w=2', 'https://x.test/small.ico'],
    )
  })

  it('may be none', () => {
    assert.deepEqual(candidatesIn('not html', 'https://x.test/'), [])
  })
})

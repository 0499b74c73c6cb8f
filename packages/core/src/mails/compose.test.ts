import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compose, plainText } from './compose.ts'
import { linkTo } from './links.ts'

describe('composing a mail', () => {
  it('escapes values in the page, and in the page alone', () => {
    const wording = { subject: 'Hi {{user}}', message: '<p>{{user}} <a href="{{redirect}}">go</a></p>' }
    const mail = compose(wording, { user: '<b>&"', redirect: 'https://x.test/?a=1&b=2' }, 'ltr')
    assert.equal(mail.subject, 'Hi <b>&"')
    assert.match(mail.html, /<p>&lt;b&gt;&amp;&quot; <a href="https:\/\/x\.test\/\?a=1&amp;b=2">go<\/a><\/p>/)
    assert.equal(mail.text, '<b>&" go: https://x.test/?a=1&b=2')
  })

  it('does not let a link out of its quotes, nor a subject out of its line', () => {
    const wording = { subject: 'Hi {{user}}', message: '<a href="{{redirect}}">go</a>' }
    const mail = compose(wording, { user: 'a\r\nBcc: x', redirect: 'https://x.test/"><script>' }, 'ltr')
    assert.equal(mail.subject, 'Hi a Bcc: x')
    assert.doesNotMatch(mail.html, /<script>/)
  })

  it('leaves paragraphs out that say nothing, and unknown names as they are', () => {
    const wording = { subject: 's', message: '<p>{{phrase}}</p><p>{{user}} {{phrase}}</p><p>{{other}}</p>' }
    const { html } = compose(wording, { user: 'Ada', phrase: '' }, 'ltr')
    assert.match(html, /<main><p>Ada <\/p><p>\{\{other\}\}<\/p><\/main>/)
  })

  it('does not fill in what a value says', () => {
    const mail = compose({ subject: '{{user}}', message: '{{user}}' }, { user: '{{otp}}', otp: '123456' }, 'ltr')
    assert.equal(mail.subject, '{{otp}}')
    assert.doesNotMatch(mail.html, /123456/)
  })

  it('lets the page run as its language does', () => {
    assert.match(compose({ subject: '', message: '' }, {}, 'rtl').html, /<html dir="rtl">/)
  })

  it('makes text of marks', () => {
    assert.equal(plainText('<p>a<br>b</p><p><strong>c</strong> &amp;lt;</p>'), 'a\nb\n\nc &lt;')
  })
})

describe('links of mails', () => {
  it('keep the query and fragment that are there', () => {
    const values = { userId: 'u', secret: 'a b' }
    assert.equal(linkTo('https://x.test/join', values), 'https://x.test/join?userId=u&secret=a+b')
    assert.equal(linkTo('https://x.test/?k=1#top', values), 'https://x.test/?k=1&userId=u&secret=a+b#top')
    assert.equal(linkTo('app://join?', values), 'app://join?userId=u&secret=a+b')
  })
})

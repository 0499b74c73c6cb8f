import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Mail } from '#support/mail.ts'
import { aProject, type TestProject } from '#support/project.ts'

describe('the language of a mail', () => {
  let project: TestProject
  before(async () => {
    project = await aProject({ name: 'Acme' })
  })

  const codeIn = async (locale: string): Promise<Mail> => {
    const email = `code-${locale}@users.test`
    const guest = project.aGuest().with({ 'x-appwrite-locale': locale })
    assert.equal((await guest.post('/v1/account/tokens/email', { userId: 'unique()', email })).status, 201)
    return project.mailbox.take(email)
  }

  it('is the one that is asked for, in letters of any script, from the right where it is written so', async () => {
    const wanted = {
      ja: ['Acme のログインコード', 'ltr'],
      ar: ['رمز تسجيل الدخول إلى Acme', 'rtl'],
      he: ['קוד כניסה אל Acme', 'rtl'],
      'zh-hk': ['Acme 登入驗證碼', 'ltr'],
      'pt-br': ['Código para entrar em Acme', 'ltr'],
    } as const
    for (const [locale, [subject, direction]] of Object.entries(wanted)) {
      const mail = await codeIn(locale)
      assert.equal(mail.subject, subject)
      assert.match(mail.text, new RegExp(`<html dir="${direction}">`))
      assert.match(mail.text, /\b\d{6}\b/)
      assert.doesNotMatch(mail.text, /\{\{|undefined/)
    }
  })

  it('is that of the locale where the region has none of its own', async () => {
    assert.equal((await codeIn('ar-ae')).subject, 'رمز تسجيل الدخول إلى Acme')
    assert.equal((await codeIn('de-ch')).subject, 'Code für die Anmeldung bei Acme')
  })

  it('is English for languages that nobody wrote, and for what is none', async () => {
    for (const locale of ['ji', 'xh', 'klingon']) {
      const { subject, text } = await codeIn(locale)
      assert.equal(subject, 'OTP for Acme Login')
      assert.match(text, /<html dir="ltr">/)
    }
  })
})

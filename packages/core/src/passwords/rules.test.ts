import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkNewPassword, hashPassword, withHistory } from './index.ts'

const auths = { passwordDictionary: false, passwordHistory: 0, personalDataCheck: false }
const ada = { userId: 'ada1815', email: 'countess@example.com', phone: '+442071234567', name: 'Lovelace', history: [] }

describe('rules of new passwords', () => {
  it('lets everything pass while no rule is on', async () => {
    await checkNewPassword(auths, ada, 'lovelace password')
  })

  it('refuses the most common passwords', async () => {
    await assert.rejects(checkNewPassword({ ...auths, passwordDictionary: true }, ada, 'password1'), {
      type: 'general_argument_invalid',
    })
    await checkNewPassword({ ...auths, passwordDictionary: true }, ada, 'Password1 of my own')
  })

  it('refuses what others know of the user, in any case of letters', async () => {
    const strict = { ...auths, personalDataCheck: true }
    for (const password of ['my LOVELACE', 'xADA1815x', 'Countess-1', '442071234567', '+442071234567']) {
      await assert.rejects(checkNewPassword(strict, ada, password), { type: 'password_personal_data' }, password)
    }
    await checkNewPassword(strict, ada, 'analytical engine')
    await checkNewPassword(strict, { ...ada, name: '', email: null, phone: null }, 'analytical engine')
  })

  it('refuses the last passwords, as many as the project keeps', async () => {
    const used = { password: await hashPassword('difference engine'), hash: 'argon2', hashOptions: {} }
    const recent = { ...auths, passwordHistory: 1 }
    const history = withHistory(recent, [], used)
    await assert.rejects(checkNewPassword(recent, { ...ada, history }, 'difference engine'), {
      type: 'password_recently_used',
    })
    await checkNewPassword(recent, { ...ada, history }, 'analytical engine')
    assert.deepEqual(withHistory(auths, history, used), [])
    assert.equal(withHistory(recent, history, used).length, 1)
  })
})

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

describe('settings of a project', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const set = (path: string, body: object) => project.owner.patch(`/v1/projects/${project.id}${path}`, body)

  it('are kept and shown', async () => {
    const changes = [
      ['/auth/limit', { limit: 10_000 }, { authLimit: 10_000 }],
      ['/auth/duration', { duration: 60 }, { authDuration: 60 }],
      ['/auth/max-sessions', { limit: 100 }, { authSessionsLimit: 100 }],
      ['/auth/password-history', { limit: 20 }, { authPasswordHistory: 20 }],
      ['/auth/password-dictionary', { enabled: true }, { authPasswordDictionary: true }],
      ['/auth/personal-data', { enabled: true }, { authPersonalDataCheck: true }],
      ['/auth/session-alerts', { alerts: true }, { authSessionAlerts: true }],
      ['/auth/session-invalidation', { enabled: false }, { authInvalidateSessions: false }],
      [
        '/auth/memberships-privacy',
        { userName: true, userEmail: false, mfa: true },
        { authMembershipsUserName: true, authMembershipsUserEmail: false, authMembershipsMfa: true },
      ],
      [
        '/auth/mock-numbers',
        { numbers: [{ phone: '+14155552671', otp: '123456' }] },
        { authMockNumbers: [{ phone: '+14155552671', otp: '123456' }] },
      ],
      ['/auth/email-password', { status: false }, { authEmailPassword: false }],
      ['/auth/magic-url', { status: false }, { authUsersAuthMagicURL: false }],
      ['/auth/email-otp', { status: false }, { authEmailOtp: false }],
      ['/auth/anonymous', { status: false }, { authAnonymous: false }],
      ['/auth/invites', { status: false }, { authInvites: false }],
      ['/auth/jwt', { status: false }, { authJWT: false }],
      ['/auth/phone', { status: false }, { authPhone: false }],
      ['/service', { service: 'messaging', status: false }, { serviceStatusForMessaging: false }],
    ] as const
    for (const [path, body, expected] of changes) {
      assert.partialDeepStrictEqual(await set(path, body), { status: 200, body: expected })
    }
    const { body } = await project.owner.get(`/v1/projects/${project.id}`)
    for (const [, , expected] of changes) assert.partialDeepStrictEqual(body, expected)
  })

  it('have bounds', async () => {
    const refused = [
      ['/auth/limit', { limit: 10_001 }],
      ['/auth/limit', { limit: -1 }],
      ['/auth/duration', { duration: 31_536_001 }],
      ['/auth/max-sessions', { limit: 0 }],
      ['/auth/max-sessions', { limit: 101 }],
      ['/auth/password-history', { limit: 21 }],
      ['/auth/password-dictionary', { enabled: 'true' }],
      ['/auth/nope', { status: false }],
      ['/auth/mock-numbers', { numbers: [{ phone: '+14155552671', otp: '12345' }] }],
      ['/auth/mock-numbers', { numbers: [{ phone: '5', otp: '123456' }] }],
      ['/auth/mock-numbers', { numbers: ['+14155552671'] }],
      ['/service', { service: 'nope', status: false }],
      ['/api', { api: 'soap', status: false }],
      ['/service/all', { status: 'x' }],
    ] as const
    for (const [path, body] of refused) {
      assert.partialDeepStrictEqual(await set(path, body), { status: 400, body: { type: 'general_argument_invalid' } })
    }
    const twice = [1, 2].map((digit) => ({ phone: '+14155552671', otp: `12345${digit}` }))
    assert.partialDeepStrictEqual(await set('/auth/mock-numbers', { numbers: twice }), {
      status: 400,
      body: { type: 'general_bad_request' },
    })
  })

  it('switch services off for clients, not for keys', async () => {
    const guest = project.aGuest()
    await set('/service', { service: 'locale', status: false })
    assert.partialDeepStrictEqual(await guest.get('/v1/locale'), {
      status: 403,
      body: { type: 'general_service_disabled' },
    })
    assert.equal((await project.server.get('/v1/locale')).status, 200)
    assert.equal((await project.console.get('/v1/locale')).status, 200)
    await set('/service/all', { status: true })
    assert.equal((await guest.get('/v1/locale')).status, 200)
    assert.equal((await set('/service/all', { status: false })).body.serviceStatusForAccount, false)
    assert.equal((await guest.get('/v1/locale')).status, 403)
    await set('/service/all', { status: true })
  })

  it('switch the REST API off for clients, not for keys', async () => {
    const guest = project.aGuest()
    await set('/api', { api: 'rest', status: false })
    assert.partialDeepStrictEqual(await guest.get('/v1/locale'), {
      status: 403,
      body: { type: 'general_api_disabled' },
    })
    assert.equal((await project.server.get('/v1/locale')).status, 200)
    await set('/api/all', { status: true })
    assert.equal((await guest.get('/v1/locale')).status, 200)
  })

  it('change side by side without losing one another', async () => {
    await Promise.all([
      set('/auth/limit', { limit: 7 }),
      set('/auth/duration', { duration: 77 }),
      set('/auth/max-sessions', { limit: 17 }),
      set('/service', { service: 'sites', status: false }),
    ])
    const { body } = await project.owner.get(`/v1/projects/${project.id}`)
    assert.partialDeepStrictEqual(body, {
      authLimit: 7,
      authDuration: 77,
      authSessionsLimit: 17,
      serviceStatusForSites: false,
    })
  })
})

import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

describe('sign-in providers of a project', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const set = (body: object) => project.owner.patch(`/v1/projects/${project.id}/oauth2`, body)
  const providerIn = (body: { oAuthProviders: readonly { key: string }[] }, key: string) =>
    body.oAuthProviders.find((provider) => provider.key === key)

  it('are set up piece by piece', async () => {
    const made = await set({ provider: 'github', appId: 'app', secret: 'shh', enabled: true })
    const github = { key: 'github', name: 'GitHub', appId: 'app', secret: 'shh', enabled: true }
    assert.equal(made.status, 200)
    assert.deepEqual(providerIn(made.body, 'github'), github)
    const off = await set({ provider: 'github', enabled: false })
    assert.deepEqual(providerIn(off.body, 'github'), { ...github, enabled: false })
    const other = await set({ provider: 'paypalSandbox', appId: 'p' })
    assert.deepEqual(providerIn(other.body, 'github'), { ...github, enabled: false })
    assert.partialDeepStrictEqual(providerIn(other.body, 'paypalSandbox'), { appId: 'p', secret: '', enabled: false })
  })

  it('are those that are known', async () => {
    for (const body of [
      { provider: 'nope', enabled: true },
      { provider: 'GitHub', enabled: true },
      { provider: 'github', appId: '' },
      { provider: 'github', secret: 'x'.repeat(513) },
      { provider: 'github', enabled: 'true' },
    ]) {
      assert.partialDeepStrictEqual(await set(body), { status: 400, body: { type: 'general_argument_invalid' } })
    }
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { expandPermissions, grantsOf, isRole, parsePermission } from './permissions.ts'

describe('permissions', () => {
  it('name an action and a role', () => {
    assert.deepEqual(parsePermission('read("team:ops/owner")'), { action: 'read', role: 'team:ops/owner' })
    for (const bad of [
      'read(any)',
      'read("nobody")',
      'list("any")',
      'read("any") ',
      'read("user:")',
      'read("any/verified")',
      '',
    ]) {
      assert.equal(parsePermission(bad), null, bad)
    }
  })

  it('know every kind of role', () => {
    for (const role of [
      'any',
      'guests',
      'users',
      'users/verified',
      'user:a',
      'user:a/unverified',
      'team:t',
      'team:t/r',
      'member:m',
      'label:l',
    ]) {
      assert.equal(isRole(role), true, role)
    }
    for (const role of ['anyone', 'guests/verified', 'label:a-b', 'member:m/x', 'team:t/r/s', 'apps'])
      assert.equal(isRole(role), false, role)
  })

  it('expand write, once, in order', () => {
    assert.deepEqual(expandPermissions(['write("any")', 'update("any")', 'read("users")'], ['update', 'delete']), [
      'update("any")',
      'delete("any")',
      'read("users")',
    ])
  })

  it('grant by action, and nothing for unknown texts', () => {
    const grants = grantsOf(['read("any")', 'write("user:a")', 'nonsense'])
    assert.deepEqual(grants, { create: ['user:a'], read: ['any'], update: ['user:a'], delete: ['user:a'] })
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { audienceOf } from './audience.ts'

const facts = { readRoles: ['users', 'team:t'], projectId: 'p', teamId: 'org' }

describe('the audience of an event', () => {
  it('is the user alone for everything under a user', () => {
    for (const event of ['users.u.create', 'users.u.update.email', 'users.u.sessions.s.delete']) {
      const expected = { project: 'own', channels: ['account', 'account.u'], roles: ['user:u'] }
      assert.deepEqual(audienceOf(event, facts), expected)
    }
  })

  it('is the team for teams and memberships', () => {
    assert.deepEqual(audienceOf('teams.t.update.prefs', facts), {
      project: 'own',
      channels: ['teams', 'teams.t'],
      roles: ['team:t'],
    })
    assert.deepEqual(audienceOf('teams.t.memberships.m.update.status', facts), {
      project: 'own',
      channels: ['memberships', 'memberships.m'],
      roles: ['team:t'],
    })
  })

  it('is who may read a row, under both names of it, row names first', () => {
    const expected = {
      project: 'own',
      channels: [
        'rows',
        'databases.d.tables.t.rows',
        'databases.d.tables.t.rows.r',
        'documents',
        'databases.d.collections.t.documents',
        'databases.d.collections.t.documents.r',
      ],
      roles: facts.readRoles,
    }
    assert.deepEqual(audienceOf('databases.d.collections.t.documents.r.create', facts), expected)
    assert.deepEqual(audienceOf('databases.d.tables.t.rows.r.update', facts), expected)
  })

  it('is who may read a file', () => {
    assert.deepEqual(audienceOf('buckets.b.files.f.delete', facts), {
      project: 'own',
      channels: ['files', 'buckets.b.files', 'buckets.b.files.f'],
      roles: facts.readRoles,
    })
  })

  it('is who may read an execution', () => {
    assert.deepEqual(audienceOf('functions.f.executions.e.update', facts), {
      project: 'own',
      channels: ['console', 'projects.p', 'executions', 'executions.e', 'functions.f'],
      roles: facts.readRoles,
    })
  })

  it('is the organisation in the console for the structure of a database, pings and rules', () => {
    const expected = { project: 'console', channels: ['console', 'projects.p'], roles: ['team:org'] }
    assert.deepEqual(audienceOf('databases.d.tables.t.columns.c.create', facts), expected)
    assert.deepEqual(audienceOf('databases.d.collections.t.indexes.i.delete', facts), expected)
    assert.deepEqual(audienceOf('projects.p.ping', facts), expected)
    assert.deepEqual(audienceOf('rules.r.create', facts), expected)
  })

  it('is nobody for databases, tables, buckets and other resources', () => {
    for (const event of ['databases.d.create', 'databases.d.tables.t.update', 'buckets.b.update', 'topics.t.delete']) {
      assert.equal(audienceOf(event, facts), null)
    }
  })
})

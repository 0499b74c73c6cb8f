import { account } from './scripts/account.ts'
import { databases, tablesdb } from './scripts/databases.ts'
import { functions } from './scripts/functions.ts'
import { http } from './scripts/http.ts'
import { projects } from './scripts/projects.ts'
import { secondAccount } from './scripts/second-account.ts'
import { secondProjects } from './scripts/second-projects.ts'
import { secondTeams, secondUsers } from './scripts/second-users.ts'
import { teams } from './scripts/teams.ts'
import { users } from './scripts/users.ts'
import type { Script } from './world.ts'

/** A stretch of one recording; without `from` and `to` it is the whole. Both are names of calls, inclusive. */
export type Part = { readonly file: string; readonly from?: string; readonly to?: string; readonly script?: Script }

/** Recordings that ran one after the other on one project. */
export type Stage = {
  readonly name: string
  /** Name of the project where it shows. */
  readonly project?: string
  readonly parts: readonly Part[]
}

export const stages: readonly Stage[] = [
  {
    name: 'a first project',
    parts: [
      { file: 'account', to: 'get after logout', script: account },
      { file: 'users', to: 'delete', script: users },
      { file: 'teams', to: 'delete membership', script: teams },
      { file: 'http', script: http },
      { file: 'health' },
      { file: 'console' },
      { file: 'locale' },
      { file: 'projects', to: 'variables create', script: projects },
      { file: 'projects', from: 'transfer to unknown team' },
    ],
  },
  {
    name: 'databases under both sets of names',
    parts: [
      { file: 'databases', to: 'usage', script: databases },
      { file: 'tablesdb', script: tablesdb },
      { file: 'databases', from: 'more: rows for queries', script: databases },
    ],
  },
  {
    name: 'a second project',
    project: 'Ident',
    parts: [
      {
        file: 'account',
        from: 'sign-up with mixed case e-mail',
        to: 'delete own account route',
        script: secondAccount,
      },
      { file: 'users', from: 'hash bcrypt', script: secondUsers },
      { file: 'teams', from: 'create with chosen id', script: secondTeams },
      { file: 'projects', from: 'webhook create for deliveries', to: 'variable duplicate', script: secondProjects },
      { file: 'account', from: 'e-mail change keeps typed case', script: secondAccount },
      {
        file: 'projects',
        from: 'console developer: get project',
        to: 'call to deleted project',
        script: secondProjects,
      },
    ],
  },
  {
    name: 'smaller services',
    parts: [
      { file: 'locale-2' },
      { file: 'health-2', script: { before: { 'as session': (world) => world.signIn('session-u1') } } },
      { file: 'console-2' },
      { file: 'project-2' },
      { file: 'avatars' },
      { file: 'avatars-2', script: { before: { 'initials of session name': (world) => world.signIn('session-u1') } } },
    ],
  },
  {
    name: 'functions',
    parts: [{ file: 'functions' }, { file: 'functions-2', script: functions }],
  },
]

import { array, boolean, instant, integer, many, model, one, text } from '../model.ts'

export const teamsModels = {
  team: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    name: text(),
    total: integer(),
    prefs: one('preferences'),
  }),
  teamList: model({
    total: integer(),
    teams: many('team'),
  }),
  membership: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    userId: text(),
    userName: text(),
    userEmail: text(),
    teamId: text(),
    teamName: text(),
    invited: instant(),
    joined: instant(),
    confirm: boolean(),
    mfa: boolean(),
    roles: array(text()),
  }),
  membershipList: model({
    total: integer(),
    memberships: many('membership'),
  }),
}

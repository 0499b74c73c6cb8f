export { acceptInvitation, type Accepted, type Acceptance } from './acceptance.ts'
export { getMembership, listMemberships, listMembershipsOf } from './list-memberships.ts'
export { type ListInput, listTeams } from './list-teams.ts'
export {
  createMembership,
  type Invitation,
  removeMembership,
  removeMembershipsOf,
  setMembershipRoles,
} from './memberships.ts'
export type { Membership } from './present.ts'
export { hasConfirmedMembership } from './queries.ts'
export { createTeam, getTeam, getTeamPrefs, removeTeam, renameTeam, setTeamPrefs, type Team } from './teams.ts'

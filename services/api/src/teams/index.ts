import type { Endpoint } from '#http/endpoint.ts'
import { teamsCreateMembership } from './create-membership.ts'
import { teamsCreate } from './create-team.ts'
import { teamsDeleteMembership } from './delete-membership.ts'
import { teamsDelete } from './delete-team.ts'
import { teamsGetMembership, teamsListMemberships } from './get-membership.ts'
import { teamsGet, teamsGetPrefs } from './get-team.ts'
import { teamsListLogs } from './list-logs.ts'
import { teamsList } from './list-teams.ts'
import { teamsUpdateMembershipStatus } from './update-membership-status.ts'
import { teamsUpdateMembership } from './update-membership.ts'
import { teamsUpdateName, teamsUpdatePrefs } from './update-team.ts'

export const teamsEndpoints: readonly Endpoint[] = [
  teamsCreate,
  teamsList,
  teamsGet,
  teamsUpdateName,
  teamsDelete,
  teamsListLogs,
  teamsCreateMembership,
  teamsListMemberships,
  teamsGetMembership,
  teamsUpdateMembership,
  teamsDeleteMembership,
  teamsUpdateMembershipStatus,
  teamsGetPrefs,
  teamsUpdatePrefs,
]

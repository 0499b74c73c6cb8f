import type { Endpoint } from '#http/endpoint.ts'
import { teamsCreate } from './create-team.ts'
import { teamsDelete } from './delete-team.ts'
import { teamsGet, teamsGetPrefs } from './get-team.ts'
import { teamsUpdateName, teamsUpdatePrefs } from './update-team.ts'

export const teamsEndpoints: readonly Endpoint[] = [
  teamsCreate,
  teamsGet,
  teamsUpdateName,
  teamsDelete,
  teamsGetPrefs,
  teamsUpdatePrefs,
]

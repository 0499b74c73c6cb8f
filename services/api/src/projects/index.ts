import type { Endpoint } from '#http/endpoint.ts'
import { projectsCreate } from './create-project.ts'
import { projectsDelete } from './delete-project.ts'
import { projectsGet, projectsList } from './get-project.ts'
import { projectsCreateKey, projectsDeleteKey, projectsGetKey, projectsListKeys, projectsUpdateKey } from './keys.ts'
import { projectsUpdate, projectsUpdateTeam } from './update-project.ts'

export const projectsEndpoints: readonly Endpoint[] = [
  projectsCreate,
  projectsList,
  projectsGet,
  projectsUpdate,
  projectsDelete,
  projectsUpdateTeam,
  projectsCreateKey,
  projectsListKeys,
  projectsGetKey,
  projectsUpdateKey,
  projectsDeleteKey,
]

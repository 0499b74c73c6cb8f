import type { Endpoint } from '#http/endpoint.ts'
import { accountEndpoints } from './account/index.ts'
import { databasesEndpoints } from './databases/index.ts'
import { avatarsEndpoints } from './avatars/index.ts'
import { consoleEndpoints } from './console/index.ts'
import { functionsEndpoints } from './functions/index.ts'
import { healthEndpoints } from './health/index.ts'
import { localeEndpoints } from './locale/index.ts'
import { passkeysEndpoints } from './passkeys/index.ts'
import { projectEndpoints } from './project/index.ts'
import { projectsEndpoints } from './projects/index.ts'
import { proxyEndpoints } from './proxy/index.ts'
import { storageEndpoints } from './storage/index.ts'
import { specsEndpoints } from './specs/index.ts'
import { teamsEndpoints } from './teams/index.ts'
import { tokensEndpoints } from './tokens/index.ts'
import { usersEndpoints } from './users/index.ts'

const declared: readonly Endpoint[] = [
  ...accountEndpoints,
  ...databasesEndpoints,
  ...avatarsEndpoints,
  ...consoleEndpoints,
  ...functionsEndpoints,
  ...healthEndpoints,
  ...localeEndpoints,
  ...passkeysEndpoints,
  ...projectEndpoints,
  ...projectsEndpoints,
  ...proxyEndpoints,
  ...storageEndpoints,
  ...teamsEndpoints,
  ...tokensEndpoints,
  ...usersEndpoints,
]

/** Every operation of the API. Routing, validation, documents and the contract report are derived from this list. */
export const endpoints: readonly Endpoint[] = [...declared, ...specsEndpoints(declared)]

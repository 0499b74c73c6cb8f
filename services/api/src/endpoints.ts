import type { Endpoint } from '#http/endpoint.ts'
import { projectsEndpoints } from './projects/index.ts'
import { specsEndpoints } from './specs/index.ts'
import { teamsEndpoints } from './teams/index.ts'

const declared: readonly Endpoint[] = [...projectsEndpoints, ...teamsEndpoints]

/** Every operation of the API. Routing, validation, documents and the contract report are derived from this list. */
export const endpoints: readonly Endpoint[] = [...declared, ...specsEndpoints(declared)]

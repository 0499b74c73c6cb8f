import type { Endpoint } from '#http/endpoint.ts'
import { specsEndpoints } from './specs/index.ts'

const declared: readonly Endpoint[] = []

/** Every operation of the API. Routing, validation, documents and the contract report are derived from this list. */
export const endpoints: readonly Endpoint[] = [...declared, ...specsEndpoints(declared)]

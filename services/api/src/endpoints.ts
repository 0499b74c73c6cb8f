import type { Endpoint } from '#http/endpoint.ts'

/** Every operation of the API. Routing, validation, documents and the contract report are derived from this list. */
export const endpoints: readonly Endpoint[] = []

import type { Endpoint } from '#http/endpoint.ts'
import { consoleGetResource } from './resources.ts'
import { consoleVariables } from './variables.ts'

export const consoleEndpoints: readonly Endpoint[] = [consoleVariables, consoleGetResource]

import type { Endpoint } from '#http/endpoint.ts'
import { pingGet } from './ping.ts'

export const projectEndpoints: readonly Endpoint[] = [pingGet]

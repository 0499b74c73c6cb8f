import type { Endpoint } from '#http/endpoint.ts'
import { rulesCreateForFunction, rulesDelete, rulesGet, rulesList } from './rules.ts'

export const proxyEndpoints: readonly Endpoint[] = [rulesCreateForFunction, rulesList, rulesGet, rulesDelete]

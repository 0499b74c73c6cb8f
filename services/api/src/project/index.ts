import type { Endpoint } from '#http/endpoint.ts'
import { pingGet } from './ping.ts'
import {
  projectCreateVariable,
  projectDeleteVariable,
  projectGetVariable,
  projectListVariables,
  projectUpdateVariable,
} from './variables.ts'
import { projectTrafficGet, projectUsageGet } from './usage.ts'

export const projectEndpoints: readonly Endpoint[] = [
  pingGet,
  projectUsageGet,
  projectTrafficGet,
  projectCreateVariable,
  projectListVariables,
  projectGetVariable,
  projectUpdateVariable,
  projectDeleteVariable,
]

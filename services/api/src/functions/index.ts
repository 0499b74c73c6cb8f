import type { Endpoint } from '#http/endpoint.ts'
import { functionsCreate, functionsDelete, functionsGet, functionsList, functionsUpdate } from './functions.ts'
import { runtimesList, specificationsList } from './runtimes.ts'
import {
  functionsCreateVariable,
  functionsDeleteVariable,
  functionsGetVariable,
  functionsListVariables,
  functionsUpdateVariable,
} from './variables.ts'

export const functionsEndpoints: readonly Endpoint[] = [
  functionsCreate,
  functionsList,
  runtimesList,
  specificationsList,
  functionsGet,
  functionsUpdate,
  functionsDelete,
  functionsCreateVariable,
  functionsListVariables,
  functionsGetVariable,
  functionsUpdateVariable,
  functionsDeleteVariable,
]

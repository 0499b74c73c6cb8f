import type { Endpoint } from '#http/endpoint.ts'
import {
  deploymentsActivate,
  deploymentsCancel,
  deploymentsDelete,
  deploymentsDownload,
  deploymentsGet,
  deploymentsList,
} from './deployments.ts'
import { deadExecutionsList, executionsRetry } from './dead-letters.ts'
import { executionsCreate, executionsDelete, executionsGet, executionsList } from './executions.ts'
import { functionsCreate, functionsDelete, functionsGet, functionsList, functionsUpdate } from './functions.ts'
import {
  deploymentsCreate,
  deploymentsDuplicate,
  deploymentsFromRepository,
  deploymentsFromTemplate,
} from './new-deployments.ts'
import { runtimesList, specificationsList } from './runtimes.ts'
import { templatesGet, templatesList } from './templates.ts'
import { functionsUsageList, functionUsageGet } from './usage.ts'
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
  templatesList,
  templatesGet,
  functionsUsageList,
  functionsGet,
  functionsUpdate,
  functionsDelete,
  deploymentsActivate,
  deploymentsCreate,
  deploymentsList,
  deploymentsDuplicate,
  deploymentsFromTemplate,
  deploymentsFromRepository,
  deploymentsGet,
  deploymentsDelete,
  deploymentsDownload,
  deploymentsCancel,
  executionsCreate,
  executionsList,
  deadExecutionsList,
  executionsGet,
  executionsDelete,
  executionsRetry,
  functionUsageGet,
  functionsCreateVariable,
  functionsListVariables,
  functionsGetVariable,
  functionsUpdateVariable,
  functionsDeleteVariable,
]

export { runBuild } from './build.ts'
export { claimBuild } from './build-lease.ts'
export { isSchedule } from './cron.ts'
export {
  createFunctionVariable,
  getFunctionVariable,
  listFunctionVariables,
  removeFunctionVariable,
  updateFunctionVariable,
} from './function-variables.ts'
export { createFunction, getFunction, listFunctions, updateFunction } from './functions.ts'
export { removeFunction } from './remove.ts'
export { listRuntimes, listSpecifications, specificationSlugs } from './specifications.ts'
export { deploymentContent } from './deployment-content.ts'
export {
  activateDeployment,
  cancelDeployment,
  getDeployment,
  listDeployments,
  removeDeployment,
} from './deployments.ts'
export { nextDueAt, pendingWork } from './due.ts'
export { duplicateDeployment } from './duplicate.ts'
export { deployFromRepository } from './repositories.ts'
export { giveUpStaleCode, removeOldExecutions } from './retention.ts'
export { type FunctionServices } from './services.ts'
export { type DeployContext, uploadCode } from './upload-code.ts'
export { onDueWork, wakeWorkers } from './wake.ts'
export { functionConsumer } from './consumer.ts'
export { executeLater, executeNow } from './execute.ts'
export { readHeaders, readPath, readScheduledAt } from './execution-input.ts'
export { claimExecutions } from './execution-lease.ts'
export { getExecution, listExecutions, removeExecution, retryExecution } from './executions.ts'
export { runExecution } from './run-execution.ts'
export { takeTicks } from './ticks.ts'
export { functionsUsage, functionUsage } from './usage-series.ts'
export { executeForDomain } from './execute-domain.ts'
export { receiveCode } from './receive-code.ts'

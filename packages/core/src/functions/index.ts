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
export { nextDueAt } from './due.ts'
export { duplicateDeployment } from './duplicate.ts'
export { deployFromRepository } from './repositories.ts'
export { giveUpStaleCode } from './retention.ts'
export { type FunctionServices } from './services.ts'
export { type DeployContext, uploadCode } from './upload-code.ts'
export { onDueWork } from './wake.ts'

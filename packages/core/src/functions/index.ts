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

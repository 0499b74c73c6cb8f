export {
  createVariable,
  getVariable,
  type Holder,
  listVariables,
  removeVariable,
  updateVariable,
  type Variable,
  wholeProject,
} from './variables.ts'

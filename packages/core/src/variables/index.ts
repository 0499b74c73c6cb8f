export {
  createVariable,
  getVariable,
  type Holder,
  listVariables,
  type NewVariable,
  removeVariable,
  removeVariablesOf,
  updateVariable,
  type Variable,
  type VariableChanges,
  variablesOf,
  wholeProject,
} from './variables.ts'

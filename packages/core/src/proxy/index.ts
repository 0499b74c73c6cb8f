export { createRule, findHost, getRule, listRules, removeRule, removeRulesOf } from './rules.ts'

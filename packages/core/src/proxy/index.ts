export { requireFreeDomain } from './free.ts'
export { createRule, findHost, getRule, listRules, removeRule, removeRulesOf } from './rules.ts'

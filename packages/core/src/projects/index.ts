export { createDevKey, type DevKey, getDevKey, listDevKeys, removeDevKey, updateDevKey } from './dev-keys.ts'
export { ProjectDirectory } from './directory.ts'
export { noteFunctions } from './functions.ts'
export { createProjectJwt } from './jwt.ts'
export { createKey, getKey, type Key, listKeys, removeKey, updateKey } from './keys.ts'
export { listProjects } from './list.ts'
export { checkMockNumbers } from './mock-numbers.ts'
export { isAllowedOrigin, isAllowedRedirect } from './origins.ts'
export { ownedSchema } from './ownership.ts'
export { countPing } from './ping.ts'
export { createPlatform, getPlatform, listPlatforms, removePlatform, updatePlatform } from './platforms.ts'
export type { ProjectModel } from './present.ts'
export { consoleProject, consoleProjectId, type Platform, type Project } from './project.ts'
export {
  changeSettings,
  createProject,
  getProject,
  moveProject,
  removeProject,
  removeProjectsOf,
  updateProject,
} from './projects.ts'
export type { ProjectDetails } from './queries.ts'
export { migrateAll, sweepOrphanSchemas } from './schemas.ts'
export {
  newProjectSettings,
  type OAuthSettings,
  type ProjectSettings,
  readSettings,
  type SmtpSettings,
} from './settings.ts'
export { changeSmtp, type SmtpInput, smtpServerOf } from './smtp.ts'
export {
  createWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  rotateSignatureKey,
  updateWebhook,
  type Webhook,
} from './webhooks.ts'

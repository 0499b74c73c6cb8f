export { ProjectDirectory } from './directory.ts'
export { isAllowedOrigin, isAllowedRedirect } from './origins.ts'
export { consoleProject, consoleProjectId, type Platform, type Project } from './project.ts'
export { newProjectSettings, type ProjectSettings } from './settings.ts'

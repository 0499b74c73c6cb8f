export { ProjectDirectory } from './directory.ts'
export { consoleProject, consoleProjectId, type Platform, type Project } from './project.ts'
export { newProjectSettings, type ProjectSettings } from './settings.ts'

export { removeExpiredSignIns, removeOldActivity } from './expiry.ts'
export { eachListeningProject, eachProject } from './projects.ts'
export { rotateSecrets } from './rotation.ts'

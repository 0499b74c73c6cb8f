export { removeExpiredSignIns, removeOldActivity } from './expiry.ts'
export { eachProject } from './projects.ts'
export { rotateSecrets } from './rotation.ts'

export { forgetGone, forgetQuiet, noteActive, noteChanges } from './active.ts'
export { removeExpiredSignIns, removeOldActivity } from './expiry.ts'
export { eachActiveListener, eachActiveProject, eachDueProject } from './projects.ts'
export { rotateSecrets } from './rotation.ts'

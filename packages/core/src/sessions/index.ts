export { type DeviceFacts, deviceOf, unknownDevice } from './device.ts'
export type { Session } from './session.ts'
export {
  addFactor,
  createSession,
  extendFactors,
  getSession,
  listSessions,
  removeSession,
  removeSessions,
  renewSession,
  sessionIdOf,
  type SessionReader,
  type SignIn,
} from './sessions.ts'

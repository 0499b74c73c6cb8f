export { type DeviceFacts, deviceOf, unknownDevice } from './device.ts'
export { countryUnknown, type Session } from './session.ts'
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
  type SignIn,
} from './sessions.ts'

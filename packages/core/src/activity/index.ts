export {
  appendActivity,
  appendEntries,
  type Entry,
  type Happening,
  leavesRow,
  type Origin,
  tellEntries,
  tellRealtime,
} from './append.ts'
export { type Audience, audienceOf, overseer } from './audience.ts'
export { eventNames, partsOf } from './names.ts'
export {
  keepRealtime,
  missedRealtime,
  publishRealtime,
  publishRolesChanged,
  type RealtimeEvent,
  type RealtimeMessage,
  subscribeRealtime,
} from './realtime.ts'
export { onPendingActivity } from './wake.ts'
export {
  type ActivityConsumer,
  dispatchActivity,
  hasPendingActivity,
  pendingActivity,
  type PendingActivity,
} from './dispatch.ts'

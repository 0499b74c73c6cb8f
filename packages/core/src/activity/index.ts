export { appendActivity, type Happening, type Origin } from './append.ts'
export { type Audience, audienceOf } from './audience.ts'
export { eventNames } from './names.ts'
export { publishRealtime, type RealtimeMessage, subscribeRealtime } from './realtime.ts'

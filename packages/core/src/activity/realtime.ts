import type { Bus } from '@basalt/bus'

/** What the API tells every realtime gateway about one event. */
export type RealtimeMessage = {
  readonly project: string
  readonly roles: readonly string[]
  readonly channels: readonly string[]
  readonly events: readonly string[]
  readonly timestamp: string
  readonly payload: object
  readonly permissionsChangedFor: string | null
}

const channel = 'basalt:realtime'

export async function publishRealtime(bus: Bus, message: RealtimeMessage): Promise<void> {
  await bus.publish(channel, JSON.stringify(message))
}

/** Hears the events of all projects until the returned function is called. */
export async function subscribeRealtime(bus: Bus, handler: (message: RealtimeMessage) => void): Promise<() => void> {
  return bus.subscribe(channel, (text) => handler(JSON.parse(text) as RealtimeMessage)) // only Basalt publishes here
}

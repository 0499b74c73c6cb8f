import type { Bus } from '@basalt/bus'

const channel = 'activity:pending'

/** Tells the dispatchers that a project has activity for them. They look by themselves too, if this is lost. */
export async function wakeDispatchers(bus: Bus, projectId: string): Promise<void> {
  await bus.publish(channel, projectId)
}

/** Hears which projects have activity to dispatch, until the returned function is called. */
export async function onPendingActivity(bus: Bus, handler: (projectId: string) => void): Promise<() => void> {
  return bus.subscribe(channel, handler)
}

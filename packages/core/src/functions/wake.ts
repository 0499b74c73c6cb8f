import type { Bus } from '@basalt/bus'

const channel = 'functions:due'

/** Tells the workers that a project has something to build or to run. They look by themselves too, if this is lost. */
export async function wakeWorkers(bus: Bus, projectId: string): Promise<void> {
  await bus.publish(channel, projectId)
}

/** Hears which projects have work, until the returned function is called. */
export async function onDueWork(bus: Bus, handler: (projectId: string) => void): Promise<() => void> {
  return bus.subscribe(channel, handler)
}

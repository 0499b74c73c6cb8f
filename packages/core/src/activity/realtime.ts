import { type Bus, isStreamHeard, keepStream, publishToStream, readStream, type Stream } from '@basalt/bus'
import { toJson } from '@basalt/types'

/** One event for the sockets of a project. */
export type RealtimeMessage = {
  readonly project: string
  readonly roles: readonly string[]
  readonly channels: readonly string[]
  /** The most specific name first. Null for a change of roles that is no event. */
  readonly events: readonly string[] | null
  readonly timestamp: string
  readonly payload: object
  /** Users whose sockets must get their new roles before this event is delivered. */
  readonly rolesChangedFor: readonly string[]
}

/** An event as a gateway hears it: what decides about receivers, and the text that they are sent. */
export type RealtimeEvent = {
  /** Place in the project's stream, for clients that come back; empty when it was not kept. */
  readonly position: string
  readonly roles: readonly string[]
  readonly channels: readonly string[]
  /** The most specific name; empty when only roles changed. */
  readonly event: string
  readonly rolesChangedFor: readonly string[]
  /** Events before it were told to nobody: whoever listens has to come back and read anew. */
  readonly isLoss?: true
  /** JSON of `{ events, channels, timestamp, payload }`; empty when there is nothing to send. */
  readonly data: string
}

type Head = Pick<RealtimeEvent, 'roles' | 'channels' | 'event' | 'rolesChangedFor'> & {
  /** An event stood here that was too large to keep. */
  readonly isGap?: true
  /** Events before it were told to nobody. */
  readonly isLoss?: true
}

const nobody: Head = { roles: [], channels: [], event: '', rolesChangedFor: [] }
const maxMissed = 500
const keepSeconds = 600
/** Larger events are delivered, but not kept for those who come back. */
const maxKeptCharacters = 65_536

/** Tells the gateways that have sockets of the project; it costs one Redis command. */
export async function publishRealtime(bus: Bus, message: RealtimeMessage): Promise<void> {
  const { project, roles, channels, events, timestamp, payload, rolesChangedFor } = message
  const head: Head = { roles, channels, event: events?.[0] ?? '', rolesChangedFor }
  const data = events && roles.length > 0 ? toJson({ events, channels, timestamp, payload }) : ''
  const text = `${JSON.stringify(head)}\n${data}`
  if (data === '') await bus.publish(channelOf(project), `\n${text}`)
  else if (text.length > maxKeptCharacters) await publishUnkept(bus, project, text)
  else await publishToStream(bus, streamOf(project), text)
}

const heardForMs = 5000
const heardUntil = new WeakMap<Bus, Map<string, number>>()

/**
 * Whether telling a project's events is worth it. A yes is remembered for seconds, so that busy projects are not asked
 * about again and again; a no never is, because the next event may be the first that somebody waits for.
 */
export async function isRealtimeHeard(bus: Bus, projectId: string): Promise<boolean> {
  let known = heardUntil.get(bus)
  if (!known) {
    known = new Map()
    heardUntil.set(bus, known)
  }
  const now = Date.now()
  if ((known.get(projectId) ?? 0) > now) return true
  const isHeard = await isStreamHeard(bus, streamOf(projectId))
  if (isHeard) known.set(projectId, now + heardForMs)
  else known.delete(projectId)
  return isHeard
}

/** Gives the open sockets of these users their new roles, or ends them, without telling anybody an event. */
export async function publishRolesChanged(
  bus: Bus,
  project: { readonly id: string },
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return
  const nothing = { roles: [], channels: [], events: null, timestamp: '', payload: {} }
  await publishRealtime(bus, { ...nothing, project: project.id, rolesChangedFor: userIds })
}

/** Hears the events of one project until the returned function is called. */
export async function subscribeRealtime(
  bus: Bus,
  projectId: string,
  handler: (event: RealtimeEvent) => void,
): Promise<() => void> {
  return bus.subscribe(channelOf(projectId), (text) => {
    const end = text.indexOf('\n')
    handler(parse(text.slice(0, end), text.slice(end + 1)))
  })
}

/**
 * Says that a project has sockets, so that its events are kept for those that come back, and returns the position of
 * the newest one. Repeat it every few minutes.
 */
export async function keepRealtime(bus: Bus, projectId: string): Promise<string> {
  return keepStream(bus, streamOf(projectId), `${JSON.stringify(nobody)}\n`)
}

/** What happened in a project since a position; null when that is not known any more. */
export async function missedRealtime(
  bus: Bus,
  projectId: string,
  after: string,
): Promise<readonly RealtimeEvent[] | null> {
  if (!/^\d{1,20}-\d{1,20}$/.test(after)) return null
  const entries = await readStream(bus, streamOf(projectId), after, maxMissed)
  const events = entries?.map(({ position, message }) => parse(position, message)) ?? null
  return events?.some(({ isGap, isLoss }) => isGap || isLoss) ? null : events
}

/** Tells those who listen, and those who come back, that something was lost. */
export async function publishGap(bus: Bus, projectId: string): Promise<void> {
  const mark: Head = { ...nobody, isLoss: true }
  await publishToStream(bus, streamOf(projectId), `${JSON.stringify(mark)}\n`)
}

/** A mark takes the place of a large event in the stream, so that nobody believes to have missed nothing. */
async function publishUnkept(bus: Bus, project: string, text: string): Promise<void> {
  await bus.publish(channelOf(project), `\n${text}`)
  const mark: Head = { ...nobody, isGap: true }
  await publishToStream(bus, streamOf(project), `${JSON.stringify(mark)}\n`)
}

function parse(position: string, text: string): RealtimeEvent & Head {
  const end = text.indexOf('\n')
  const head = JSON.parse(text.slice(0, end)) as Head // only Basalt publishes here
  return { ...head, position, data: text.slice(end + 1) }
}

function channelOf(projectId: string): string {
  return `realtime:${projectId}`
}

function streamOf(projectId: string): Stream {
  const key = `realtime:${projectId}:recent`
  return {
    key,
    channel: channelOf(projectId),
    whileKey: `realtime:${projectId}:live`,
    maxMessages: 1000,
    keepSeconds,
  }
}

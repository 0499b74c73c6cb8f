import type { Bus } from '@basalt/bus'
import { batches, join, sql, type Sql, type Transaction } from '@basalt/database'
import { type Actor, toJson } from '@basalt/types'
import { consoleProjectId, type Project } from '../projects/index.ts'
import { audienceOf, overseer } from './audience.ts'
import { wakeDispatchers } from './wake.ts'
import { oweGap, owesGap } from './gaps.ts'
import { eventNames } from './names.ts'
import { isRealtimeHeard, publishRealtime, type RealtimeMessage } from './realtime.ts'

/** One change, as it is told to the log and to those who listen. */
export type Happening = {
  /** Concrete and most specific: `databases.D.collections.T.documents.R.create`. Null for what is audited only. */
  readonly event: string | null
  /** Name in the audit log, as `team.create`; null when the change is not audited. */
  readonly auditEvent: string | null
  /** Path in the audit log, as `team/ID`. */
  readonly resource: string | null
  /** What webhooks and functions receive. Without secrets, but for those that decisions name. */
  readonly payload: object | null
  /** What realtime receives where it differs from `payload`. */
  readonly realtimePayload?: object
  /** Makes of the payload what realtime receives, where the project's settings decide that. */
  readonly heard?: (payload: object, project: Project) => object
  /** Roles that may read the record, for events of rows and files. */
  readonly readRoles?: readonly string[]
  /** The user whose roles this change touches: open sockets of that user are given their new roles. */
  readonly permissionsChangedFor?: string
}

/** Who did it and from where. */
export type Origin = {
  readonly project: Project
  readonly actor: Actor
  readonly ip: string
  readonly userAgent: string
  /** Language that answers and mails are wanted in. */
  readonly locale: string
  /** Code of the country in small letters, or `--`; looked up for those who ask. */
  readonly country: () => Promise<string>
}

const maxUserAgent = 512

/**
 * Appends changes to the project's activity in the transaction that makes them, and tells realtime between the
 * commit and the answer. An acknowledged change is therefore in the log and was told, whatever dies next.
 */
export async function appendActivity(
  tx: Transaction,
  bus: Bus,
  origin: Origin,
  happenings: readonly Happening[],
): Promise<void> {
  await appendEntries(
    tx,
    bus,
    happenings.map((happening) => ({ origin, happening })),
  )
}

/** One change and who made it. */
export type Entry = { readonly origin: Origin; readonly happening: Happening }

/** As `appendActivity`, for changes that several callers make in one transaction of one project. */
export async function appendEntries(tx: Transaction, bus: Bus, entries: readonly Entry[]): Promise<void> {
  const now = new Date()
  for (const part of batches(entries.filter(leavesRow))) {
    const lines = part.map((entry) => lineOf(entry, now))
    await tx.run(
      sql`INSERT INTO activity (createdAt, event, auditEvent, resource, actorKind, userId, userName, userEmail, ip, userAgent, payload, dispatchedAt)
        VALUES ${join(lines)}`,
    )
  }
  if (entries.length > 0) tx.beforeAnswer(() => announce(bus, entries, now))
}

/** Tells realtime of changes that are committed, where none of them leaves a row (`leavesRow`). */
export async function tellEntries(bus: Bus, entries: readonly Entry[]): Promise<void> {
  await announce(bus, entries, new Date())
}

/**
 * Whether a change shares its transaction with a row of the activity. What nobody waits for and no audit shows would only be
 * written to be deleted again.
 */
export function leavesRow({ origin, happening }: Entry): boolean {
  return origin.project.hasListeners || happening.auditEvent !== null
}

function lineOf({ origin, happening }: Entry, now: Date): Sql {
  const { actor, project } = origin
  const payload = project.hasListeners && happening.payload ? toJson(happening.payload) : null
  // Without webhooks or functions nobody waits for these rows: they are done the moment they are written.
  const dispatchedAt = project.hasListeners ? null : now
  return sql`(${now}, ${happening.event ?? ''}, ${happening.auditEvent}, ${happening.resource}, ${actor.kind},
    ${actor.user?.id ?? null}, ${actor.user?.name ?? actor.keyName}, ${actor.user?.email ?? ''},
    ${origin.ip}, ${origin.userAgent.slice(0, maxUserAgent)}, ${payload}, ${dispatchedAt})`
}

/** Tells realtime alone, of progress that is no change worth keeping. */
export async function tellRealtime(bus: Bus, project: Project, happening: Happening): Promise<void> {
  const message = messageOf(project, happening, new Date().toISOString().replace('Z', '+00:00'))
  if (message) await publishRealtime(bus, message)
}

async function announce(bus: Bus, entries: readonly Entry[], at: Date): Promise<void> {
  const project = entries[0]?.origin.project
  if (!project) return
  if (!owesGap(bus, project.id)) {
    await tell(bus, project, entries, at).catch((error: unknown) => {
      for (const id of [project.id, consoleProjectId]) oweGap(bus, id)
      throw error
    })
  }
  if (project.hasListeners) await wakeDispatchers(bus, project.id)
}

async function tell(bus: Bus, project: Project, entries: readonly Entry[], at: Date): Promise<void> {
  const told = await worthTelling(bus, project, entries)
  const timestamp = at.toISOString().replace('Z', '+00:00')
  const messages = told.flatMap(({ happening }) => messageOf(project, happening, timestamp) ?? [])
  // One connection sends them in this order; waiting for each answer would only cost time.
  await Promise.all(messages.map((message) => publishRealtime(bus, message)))
}

/** Without a socket on the project only changes of roles and what the console hears are worth a message. */
async function worthTelling(bus: Bus, project: Project, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const isRow = ({ happening }: Entry): boolean => happening.readRoles !== undefined
  if (!entries.some(isRow) || (await isRealtimeHeard(bus, project.id))) return entries
  return entries.filter((entry) => !isRow(entry) || entry.happening.permissionsChangedFor !== undefined)
}

/** Null when nobody can hear it and no roles change. */
function messageOf(project: Project, happening: Happening, timestamp: string): RealtimeMessage | null {
  const { event, permissionsChangedFor } = happening
  if (event === null) return null
  const rolesChangedFor = permissionsChangedFor === undefined ? [] : [permissionsChangedFor]
  const facts = { readRoles: happening.readRoles ?? [], projectId: project.id, teamId: project.teamId }
  const audience = audienceOf(event, facts)
  if (!audience) {
    if (rolesChangedFor.length === 0) return null
    return { project: project.id, roles: [], channels: [], events: null, timestamp, payload: {}, rolesChangedFor }
  }
  // Accounts and teams of the console are told to nobody, but their changes act on open sockets.
  const isUnheard = audience.project === 'own' && project.id === consoleProjectId
  return {
    project: audience.project === 'own' ? project.id : consoleProjectId,
    roles: isUnheard ? [] : [...audience.roles, ...(audience.project === 'own' ? [overseer] : [])],
    channels: audience.channels,
    events: eventNames(event),
    payload: heardPayload(project, happening),
    timestamp,
    rolesChangedFor,
  }
}

function heardPayload(project: Project, { payload, realtimePayload, heard }: Happening): object {
  if (realtimePayload) return realtimePayload
  return heard && payload ? heard(payload, project) : (payload ?? {})
}

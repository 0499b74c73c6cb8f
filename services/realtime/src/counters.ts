import { randomUUID } from 'node:crypto'
import { consoleProjectId } from '@basalt/core/projects'
import { list, sql } from '@basalt/database'
import type { Broadcast } from './broadcast.ts'
import type { Hub } from './hub.ts'
import type { Services } from './services.ts'

type Report = { readonly at: number; readonly counts: Readonly<Record<string, number>> }

const key = 'realtime:connections'
const freshMs = 15_000
const expireSeconds = 60
const maxProjects = 500

/** Tells the console how many sockets each project has, over all gateways; and the self-test of the SDKs that it works. */
export class Counters {
  readonly #services: Services
  readonly #hub: Hub
  readonly #broadcast: Broadcast
  readonly #processId = randomUUID()

  constructor(services: Services, hub: Hub, broadcast: Broadcast) {
    this.#services = services
    this.#hub = hub
    this.#broadcast = broadcast
  }

  /** Called every few seconds. */
  async report(): Promise<void> {
    const { redis } = this.#services.bus
    const counts = Object.fromEntries([...this.#hub.projects()].map((id) => [id, this.#hub.ofProject(id).size]))
    const mine: Report = { at: Date.now(), counts }
    await redis.pipeline().hset(key, this.#processId, JSON.stringify(mine)).expire(key, expireSeconds).exec()
    if (this.#hub.hears(consoleProjectId, 'tests')) {
      this.#tell('test.event', 'tests', 'any', { response: 'WS:/v1/realtime:passed' })
    }
    if (this.#hub.hears(consoleProjectId, 'project')) await this.tellConsole()
  }

  /** Sends the totals to the teams whose members listen here. */
  async tellConsole(): Promise<void> {
    const teams = this.#listeningTeams()
    if (teams.length === 0) return
    const projects = await this.#services.database.platform.all<{ id: string; teamId: string }>(
      sql`SELECT id, teamId FROM projects WHERE teamId IN ${list(teams)} ORDER BY sequence DESC LIMIT ${maxProjects}`,
    )
    const totals = await this.#totals()
    for (const [teamId, owned] of Map.groupBy(projects, (project) => project.teamId)) {
      const payload = Object.fromEntries(owned.map(({ id }) => [id, totals.get(id) ?? 0]))
      this.#tell('stats.connections', 'project', `team:${teamId}`, payload)
    }
  }

  async forget(): Promise<void> {
    await this.#services.bus.redis.hdel(key, this.#processId).catch(() => 0) // it is stale in 15 seconds anyway
  }

  #listeningTeams(): readonly string[] {
    const teams = new Set<string>()
    for (const { subscriptions, identity } of this.#hub.ofProject(consoleProjectId)) {
      const listens = [...subscriptions.values()].some(({ asked }) => asked.includes('project'))
      if (!listens) continue
      for (const role of identity.roles) if (/^team:[^/]+$/.test(role)) teams.add(role.slice('team:'.length))
    }
    return [...teams]
  }

  async #totals(): Promise<ReadonlyMap<string, number>> {
    const totals = new Map<string, number>()
    const reports = await this.#services.bus.redis.hgetall(key)
    for (const [processId, text] of Object.entries(reports)) {
      const { at, counts } = JSON.parse(text) as Report // only gateways write here
      if (Date.now() - at > freshMs) {
        await this.#services.bus.redis.hdel(key, processId)
        continue
      }
      for (const [id, count] of Object.entries(counts)) totals.set(id, (totals.get(id) ?? 0) + count)
    }
    return totals
  }

  #tell(event: string, channel: string, role: string, payload: object): void {
    const timestamp = new Date().toISOString().replace('Z', '+00:00')
    const data = JSON.stringify({ events: [event], channels: [channel], timestamp, payload })
    const facts = { roles: [role], channels: [channel], event, rolesChangedFor: [], position: '' }
    this.#broadcast.deliver(consoleProjectId, { ...facts, data })
  }
}

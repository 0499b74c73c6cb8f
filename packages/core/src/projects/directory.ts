import { coalesce, list, name, sql, type Schema } from '@basalt/database'
import { LRUCache } from 'lru-cache'
import { consoleProjectId, type Platform, type Project } from './project.ts'
import { readSettings } from './settings.ts'

type ProjectRow = {
  readonly id: string
  readonly name: string
  readonly teamId: string
  readonly schemaName: string
  readonly version: number
  readonly settings: string
  readonly hasListeners: number
  readonly hasFunctions: number
}

const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/

/** What tells one state of a project from another. A project made anew under an old id has another schema. */
type Stamp = { readonly version: number; readonly schemaName: string }

const projectsRemembered = 10_000

/**
 * Projects by id. Settings are kept in the process, and each look-up checks their version with one coalesced
 * read, so that a change on any replica is seen by the next request everywhere.
 */
export class ProjectDirectory {
  readonly console: Project
  readonly #platform: Schema
  readonly #known = new LRUCache<string, Project>({ max: projectsRemembered })
  readonly #stamp: (id: string) => Promise<Stamp | null>

  constructor(platform: Schema, console: Project) {
    this.#platform = platform
    this.console = console
    this.#stamp = coalesce(async (ids) => {
      const rows = await platform.all<Stamp & { id: string }>(
        sql`SELECT id, version, schemaName FROM projects WHERE id IN ${list(ids)}`,
      )
      return new Map(rows.map((row) => [row.id, row]))
    })
  }

  /** Null when there is no such project. The empty id is the console's. */
  async find(id: string): Promise<Project | null> {
    if (id === '' || id === consoleProjectId) return this.console
    if (!idPattern.test(id)) return null
    const stamp = await this.#stamp(id)
    if (stamp === null) {
      this.#known.delete(id)
      return null
    }
    const known = this.#known.get(id)
    if (known?.version === stamp.version && known.schema === stamp.schemaName) return known
    const project = await loadProject(this.#platform, id)
    if (project) this.#known.set(id, project)
    return project
  }

  /** The project as it was when this process last looked, without a look at whether it still is so. */
  lastSeen(id: string): Project | null {
    return this.#known.get(id) ?? null
  }
}

async function loadProject(platform: Schema, id: string): Promise<Project | null> {
  const row = await platform.one<ProjectRow>(
    sql`SELECT id, name, teamId, schemaName, version, settings,
          hasFunctions, hasFunctionEvents
            OR EXISTS(SELECT 1 FROM webhooks WHERE projectId = projects.id AND enabled) AS hasListeners
        FROM projects WHERE id = ${id}`,
  )
  if (row === null) return null
  const platforms = await platform.all<Platform>(
    sql`SELECT type, hostname, ${name('key')} FROM platforms WHERE projectId = ${id} ORDER BY sequence LIMIT 1000`,
  )
  return {
    id: row.id,
    name: row.name,
    teamId: row.teamId,
    schema: row.schemaName,
    version: row.version,
    settings: readSettings(row.settings),
    platforms,
    hasListeners: row.hasListeners === 1,
    hasFunctions: row.hasFunctions === 1,
  }
}

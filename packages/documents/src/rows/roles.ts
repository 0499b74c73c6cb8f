import { coalesce, join, list, type Schema, sql } from '@basalt/database'
import { LRUCache } from 'lru-cache'

const idsKept = 100_000

/**
 * Numbers for role texts, so that grants are small. A number is given once and never changes, so that it can be
 * kept in the process; a role without a number is granted nothing anywhere.
 */
export class RoleBook {
  readonly #schema: Schema
  readonly #known = new LRUCache<string, number>({ max: idsKept })
  readonly #read: (role: string) => Promise<number | null>

  constructor(schema: Schema) {
    this.#schema = schema
    this.#read = coalesce(async (roles) => {
      const rows = await schema.all<{ id: number; role: string }>(
        sql`SELECT id, role FROM roles WHERE role IN ${list(roles)}`,
      )
      return new Map(rows.map((row) => [row.role, row.id]))
    })
  }

  /** The numbers of those roles that have one. */
  async find(roles: Iterable<string>): Promise<readonly number[]> {
    const ids = await Promise.all([...roles].map((role) => this.#idOf(role)))
    return ids.filter((id) => id !== null)
  }

  /** The numbers of all of the roles, given to those that lack one. Stands by itself, outside of transactions. */
  async ensure(roles: readonly string[]): Promise<readonly number[]> {
    const wanted = [...new Set(roles)]
    if (wanted.every((role) => this.#known.has(role))) return this.find(wanted)
    const found = await Promise.all(wanted.map((role) => this.#idOf(role)))
    const missing = wanted.filter((_, index) => found[index] === null)
    if (missing.length === 0) return found.filter((id) => id !== null)
    await this.#schema.run(
      sql`INSERT IGNORE INTO roles (role) VALUES ${join(missing.toSorted().map((role) => sql`(${role})`))}`,
    )
    return this.find(wanted)
  }

  async #idOf(role: string): Promise<number | null> {
    const known = this.#known.get(role)
    if (known !== undefined) return known
    const id = await this.#read(role)
    if (id !== null) this.#known.set(role, id)
    return id
  }
}

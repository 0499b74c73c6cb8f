import { type Answer, type Client, expectStatus } from '#support/client.ts'
import type { TestProject } from '#support/project.ts'
import { addTable, aDatabase, query, type TestTable } from './a-table.ts'
import { type CallerName, team, type UserName, type Where } from './model.ts'
import type { Operation, RowOperation, Staged, Turn } from './model-operations.ts'

const transactions = '/v1/tablesdb/transactions'

/** The callers of a project and one table of it: makes the calls that operations stand for. */
export class Calls {
  readonly #project: TestProject
  readonly #clients: Readonly<Record<CallerName, Client>>
  readonly #tables: string
  readonly #memberships = new Map<UserName, string>()
  #table: TestTable

  private constructor(project: TestProject, clients: Calls['clients'], tables: string, table: TestTable) {
    this.#project = project
    this.#clients = clients
    this.#tables = tables
    this.#table = table
  }

  static async open(project: TestProject): Promise<Calls> {
    const [ann, ben] = await Promise.all([project.aUser({ id: 'ann' }), project.aUser({ id: 'ben' })])
    expectStatus(await project.server.post('/v1/teams', { teamId: team, name: 'Crew' }), 201)
    const tables = await aDatabase(project)
    const clients = { key: project.server, ann, ben, guest: project.aGuest() }
    return new Calls(project, clients, tables, await addTable(project.server, tables, []))
  }

  get clients(): Readonly<Record<CallerName, Client>> {
    return this.#clients
  }

  get table(): TestTable {
    return this.#table
  }

  /** Goes on with an empty table. */
  async renew(): Promise<void> {
    expectStatus(await this.#project.server.delete(this.#table.path), 204)
    this.#table = await addTable(this.#project.server, this.#tables, [])
  }

  list(caller: CallerName, where: Where, more: object = {}): Promise<Answer> {
    return this.#clients[caller].get(this.#table.rows, { queries: queriesOf(where), ...more })
  }

  send({ caller, operation }: Turn & { readonly operation: Exclude<Operation, Staged> }): Promise<Answer> {
    const client = this.#clients[caller]
    const { server } = this.#project
    const { path, rows } = this.#table
    switch (operation.type) {
      case 'create': {
        const { rowId, data, permissions } = operation
        return client.post(rows, { rowId, data, permissions })
      }
      case 'update':
      case 'upsert': {
        const { type, rowId, ...body } = operation
        return client[type === 'update' ? 'patch' : 'put'](`${rows}/${rowId}`, body)
      }
      case 'delete':
        return client.delete(`${rows}/${operation.rowId}`)
      case 'increment':
      case 'decrement': {
        const { type, rowId, column, value, bound } = operation
        const limit = type === 'increment' ? { max: bound } : { min: bound }
        return client.patch(`${rows}/${rowId}/${column}/${type}`, { value, ...(bound === null ? {} : limit) })
      }
      case 'bulkCreate':
      case 'bulkUpsert': {
        const given = operation.rows.map(({ rowId: $id, data, permissions }) => ({
          $id,
          ...data,
          ...(permissions === null ? {} : { $permissions: permissions }),
        }))
        return client[operation.type === 'bulkCreate' ? 'post' : 'put'](rows, { rows: given })
      }
      case 'bulkUpdate':
        return client.patch(rows, { data: operation.data, queries: queriesOf(operation.where) })
      case 'bulkDelete':
        return client.delete(rows, { queries: queriesOf(operation.where) })
      case 'addColumn': {
        const { kind, size, ...settings } = operation.column
        const sized = kind === 'string' ? { size } : {}
        return server.post(`${path}/columns/${kind}`, { key: operation.key, ...sized, ...settings })
      }
      case 'changeColumn': {
        const { kind, size, ...settings } = operation.column
        const renamed = operation.newKey === null ? {} : { newKey: operation.newKey }
        const sized = kind === 'string' ? { size } : {}
        return server.patch(`${path}/columns/${kind}/${operation.key}`, { ...sized, ...renamed, ...settings })
      }
      case 'dropColumn':
        return server.delete(`${path}/columns/${operation.key}`)
      case 'addIndex': {
        const { key, indexType, columns } = operation
        return server.post(`${path}/indexes`, { key, type: indexType, columns })
      }
      case 'dropIndex':
        return server.delete(`${path}/indexes/${operation.key}`)
      case 'grant': {
        const { permissions, rowSecurity } = operation
        return server.put(path, { name: 'Table', permissions, rowSecurity })
      }
      case 'label':
        return server.put(`/v1/users/${operation.user}/labels`, { labels: operation.labels })
      case 'join':
        break
    }
    return this.#join(operation.user, operation.roles)
  }

  async #join(user: UserName, roles: readonly string[] | null): Promise<Answer> {
    const { server } = this.#project
    const all = `/v1/teams/${team}/memberships`
    const membership = this.#memberships.get(user)
    if (roles === null) {
      if (membership === undefined) return server.get(`/v1/users/${user}`)
      this.#memberships.delete(user)
      const left = await server.delete(`${all}/${membership}`)
      return { ...left, status: left.status === 204 ? 200 : left.status }
    }
    if (membership !== undefined) return server.patch(`${all}/${membership}`, { roles })
    const joined = await server.post(all, { userId: user, roles })
    this.#memberships.set(user, joined.body.$id)
    return { ...joined, status: joined.status === 201 ? 200 : joined.status }
  }

  async begin(caller: CallerName): Promise<string> {
    return expectStatus(await this.#clients[caller].post(transactions), 201).body.$id
  }

  stage(caller: CallerName, id: string, operations: readonly RowOperation[]): Promise<Answer> {
    const { id: tableId, path } = this.#table
    const databaseId = path.split('/')[3]
    const staged = operations.map((operation) => {
      const { type: action, rowId } = operation
      return { action, databaseId, tableId, rowId, data: stagedData(operation) }
    })
    return this.#clients[caller].post(`${transactions}/${id}/operations`, { operations: staged })
  }

  end(caller: CallerName, id: string, commit: boolean): Promise<Answer> {
    return this.#clients[caller].patch(`${transactions}/${id}`, commit ? { commit } : { rollback: true })
  }
}

function stagedData(operation: RowOperation): object | undefined {
  if (operation.type === 'delete') return undefined
  if ('data' in operation) {
    const { data, permissions } = operation
    return permissions === null ? data : { ...data, $permissions: permissions }
  }
  const { type, column, value, bound } = operation
  return { column, value, ...(bound === null ? {} : type === 'increment' ? { max: bound } : { min: bound }) }
}

function queriesOf(where: Where): readonly string[] {
  return where === null ? [] : [query('equal', where.column, [where.value])]
}

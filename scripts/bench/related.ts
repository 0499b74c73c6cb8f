import { type App, inTurn } from './app.ts'

const writersAtOnce = 64
const readersAtOnce = 10
const lists = 100

/**
 * Lists with related rows two levels deep: comments, their posts, and the authors of those.
 * @returns milliseconds that 100 lists took, ten at a time
 */
export async function timeRelated(app: App, count: number): Promise<number> {
  const tables = new URL(app.rows).pathname.replace(/\/posts\/rows$/, '')
  const { origin } = new URL(app.rows)
  const call = async (method: string, path: string, body?: object): Promise<{ rows?: readonly object[] }> => {
    const headers = { ...app.asKey, 'content-type': 'application/json' }
    const answer = await fetch(origin + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as { rows?: readonly object[] }
  }
  for (const [tableId, parent] of [
    ['authors', null],
    ['articles', 'authors'],
    ['comments', 'articles'],
  ] as const) {
    await call('POST', tables, { tableId, name: tableId })
    await call('POST', `${tables}/${tableId}/columns/string`, { key: 'text', size: 100, required: false })
    if (parent === null) continue
    const relation = { relatedTableId: parent, type: 'manyToOne', twoWay: false, key: 'of', onDelete: 'setNull' }
    await call('POST', `${tables}/${tableId}/columns/relationship`, relation)
  }
  const fill = async (tableId: string, rows: number, parents: number): Promise<void> => {
    const made = Array.from({ length: rows }, (_, index) => index).values()
    await inTurn(made, writersAtOnce, (index) => {
      const data = { text: `Text ${index}`, ...(parents === 0 ? {} : { of: `r${index % parents}` }) }
      return call('POST', `${tables}/${tableId}/rows`, { rowId: `r${index}`, data })
    })
  }
  await fill('authors', 100, 0)
  await fill('articles', 1000, 100)
  await fill('comments', count, 1000)

  const select = JSON.stringify({ method: 'select', values: ['*', 'of.*', 'of.of.*'] })
  const begun = performance.now()
  await inTurn(Array.from({ length: lists }, (_, index) => index).values(), readersAtOnce, async (index) => {
    const offset = JSON.stringify({ method: 'offset', values: [(index * 37) % Math.min(count - 25, 5000)] })
    const queries = `queries[0]=${encodeURIComponent(select)}&queries[1]=${encodeURIComponent(offset)}`
    const { rows = [] } = await call('GET', `${tables}/comments/rows?${queries}`)
    const [first]: readonly { readonly of?: { readonly of?: { readonly text?: string } } }[] = rows
    if (rows.length !== 25 || !first?.of?.of?.text) throw new Error('a list lacks related rows')
  })
  return performance.now() - begun
}

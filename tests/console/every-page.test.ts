import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import axe from 'axe-core'
import { until } from '#support/until.ts'
import { type Console, openConsole, skip, type Visitor } from './console.ts'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Violation = {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}
type Checked = { readonly violations: readonly Violation[]; readonly tooWide: number }

// Run in the page, where TypeScript does not reach.
const whatIsThere = `({
  title: document.querySelector('h1').textContent,
  links: [...document.querySelectorAll('a[href]')].map(({ href }) => new URL(href).pathname),
})`
const isShown = `document.querySelector('h1') !== null && document.querySelector('[aria-label=Loading]') === null`
const check = `axe
  .run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(standards)} } })
  .then(({ violations }) => ({ violations, tooWide: document.documentElement.scrollWidth - innerWidth }))`

type Found = { readonly links: readonly string[]; readonly title: string }

/** Follows every link of the console from its start; links of one kind, such as those to single users, once. */
async function crawl({ page }: Visitor, start: string, look: (path: string) => Promise<void>): Promise<number> {
  const seen = new Set<string>()
  const waiting = [start]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    await page.goto(new URL(path, page.url()).href)
    await until(() => page.evaluate<boolean>(isShown), { what: `the page ${path}` })
    const found = await page.evaluate<Found>(whatIsThere)
    assert.notEqual(found.title, 'There is nothing here', path)
    assert.notEqual(found.title, 'This page failed', path)
    await look(path)
    for (const link of found.links) {
      if (!link.startsWith('/console') || seen.has(link)) continue
      seen.add(link)
      waiting.push(link)
    }
  }
  return seen.size
}

describe('every page of the console', { skip }, () => {
  let console: Console
  let address: string
  const people: Visitor[] = []
  before(async () => {
    console = await openConsole({ BASALT_CONSOLE_SIGNUP: 'root' })
    const owner = await console.visitor()
    await owner.signUp('Grace Hopper', 'grace@example.com')
    const projectId = await owner.firstProject()
    address = new URL(owner.page.url()).pathname
    await fill(owner, projectId)
    people.push(owner)
  })
  after(() => console.close())

  for (const [name, options] of [
    ['light, on a wide screen', { width: 1440 }],
    ['dark, on a telephone', { width: 360, dark: true }],
  ] as const) {
    it(`is there, fits and is open to everybody: ${name}`, async () => {
      const visitor = await console.visitor(options)
      await visitor.signIn('grace@example.com')
      people.push(visitor)
      const faults: string[] = []
      const pages = await crawl(visitor, address, async (path) => {
        const { page } = visitor
        await page.evaluate(axe.source)
        const { violations, tooWide } = await page.evaluate<Checked>(check)
        for (const { id, nodes } of violations) {
          faults.push(`${path}: ${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary.slice(0, 200)}`)
        }
        if (tooWide > 0) faults.push(`${path}: ${tooWide} pixels too wide`)
      })
      assert.deepEqual(faults, [])
      assert.ok(pages > 20, `${pages} pages`)
    })
  }

  it('leaves no complaint in the browser', () => {
    assert.deepEqual(
      people.flatMap(({ complaints }) => complaints),
      [],
    )
  })
})

/** One of everything that has a page. */
async function fill({ page }: Visitor, projectId: string): Promise<void> {
  const make = async (path: string, body: object): Promise<void> => {
    const headers = { 'x-appwrite-project': projectId, 'x-appwrite-mode': 'admin' }
    const answer = await page.request.post(new URL(`/v1${path}`, page.url()).href, { headers, data: body })
    assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
  }
  await make('/users', { userId: 'ada', email: 'ada@example.com', name: 'Ada <script>' })
  await make('/teams', { teamId: 'analysts', name: 'Analysts' })
  await make('/tablesdb', { databaseId: 'main', name: 'Main' })
  await make('/tablesdb/main/tables', { tableId: 'notes', name: 'Notes' })
  await make('/tablesdb/main/tables/notes/columns/string', { key: 'title', size: 50, required: true })
  await make('/tablesdb/main/tables/notes/rows', { rowId: 'one', data: { title: '<img src=x onerror=alert(1)>' } })
  await make('/tablesdb/main/tables', { tableId: 'lists', name: 'Lists' })
  const relation = { relatedTableId: 'lists', type: 'manyToOne', key: 'list' }
  await make('/tablesdb/main/tables/notes/columns/relationship', relation)
  await make('/storage/buckets', { bucketId: 'files', name: 'Files' })
  await make('/functions', { functionId: 'hello', name: 'Hello', runtime: 'node-22', entrypoint: 'main.js' })
}

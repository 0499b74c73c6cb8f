import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type App, inTurn, makeApp } from './app.ts'
import { aPhotograph, download, growthDuring, sendPicture, timePreviews, upload } from './files.ts'
import { directly, Functions } from './functions.ts'
import { measureIdentity } from './identity.ts'
import { load, type Load, type Request } from './load.ts'
import { memoryOf, nodeMemoryMb, totalMb } from './memory.ts'
import { measureRealtime } from './realtime.ts'
import { timeRelated } from './related.ts'
import { type Figure, printReport, writeJson } from './report.ts'
import { type Standalone, startBare, startStandalone } from './standalone.ts'

const { values: options } = parseArgs({
  options: {
    json: { type: 'string', default: '.basalt/bench.json' },
    only: { type: 'string', default: '' },
    rows: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '5' },
  },
})
const seconds = Number(options.seconds)
const rowCount = Number(options.rows)
const settleMs = 5000
const fileMb = 1024
const [calls, coldCalls, idleFunctions] = [1000, 21, 50]
const figures: Figure[] = []
const wanted = (group: string): boolean => options.only === '' || options.only.split(',').includes(group)

const folder = mkdtempSync(join(tmpdir(), 'basalt-bench-'))
try {
  // The first start creates the stores; an installed one is the second.
  await (await startStandalone(folder)).close()
  const standalone = await startStandalone(folder)
  try {
    if (wanted('start'))
      figures.push({
        what: 'start until the first 200',
        value: standalone.startedMs / 1000,
        unit: 's',
        budget: { atMost: 2 },
      })
    if (wanted('memory')) await measureMemory(standalone)
    if (['rows', 'related', 'identity', 'sockets', 'files', 'functions'].some(wanted)) {
      const app = await makeApp(standalone.origin, rowCount)
      if (wanted('rows')) await measureRows(app)
      if (wanted('related')) {
        figures.push({
          what: `100 lists of rows with two levels of related ones, of ${rowCount}`,
          value: (await timeRelated(app, rowCount)) / 1000,
          unit: 's',
          note: '10 at a time',
          budget: { atMost: 2 },
        })
      }
      if (wanted('identity')) {
        const express = await bareLoad('express', 64)
        const run = { express: express.perSecond, seconds: Math.max(seconds, 10) }
        figures.push(...(await measureIdentity(standalone.origin, app, run)))
      }
      if (wanted('sockets')) figures.push(...(await measureRealtime(standalone, app)))
      if (wanted('files')) await measureFiles(standalone, app)
      if (wanted('functions')) await measureFunctions(standalone, app)
    }
  } finally {
    await standalone.close()
  }
  if (wanted('functions')) {
    await measureIdleFunctions()
    await measureContainers()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
printReport(figures)
writeJson(options.json, figures)

async function measureMemory({ pid }: Standalone): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  const parts = memoryOf(pid)
  const note = parts.map(({ name, pssMb }) => `${name} ${pssMb.toFixed(0)}`).join(', ')
  figures.push({
    what: 'idle memory, MariaDB and Redis too',
    value: totalMb(parts),
    unit: 'MB',
    note,
    budget: { atMost: 250 },
  })
}

async function measureRows(app: App): Promise<void> {
  figures.push({
    what: `bulk create of ${rowCount} rows`,
    value: (rowCount / app.bulkMs) * 1000,
    unit: '1/s',
    note: 'rows a second, requests of 100, 4 at a time',
    budget: { atLeast: 20_000 },
  })
  const { origin, pathname } = new URL(app.rows)
  const list = (n: number, ...more: readonly object[]): string => {
    const queries = [{ method: 'equal', attribute: 'group', values: [n % 100] }, ...more]
    const texts = queries.map((query, index) => `queries[${index}]=${encodeURIComponent(JSON.stringify(query))}`)
    return `${pathname}?${texts.join('&')}`
  }
  const pages = (n: number): string => list(n)
  // Each page after another row: there are far more than are kept.
  const newPages = (n: number): string =>
    list(n, {
      method: 'cursorAfter',
      attribute: '',
      values: [`row${(n % 100) + 100 * (Math.trunc(n / 100) % (rowCount / 200))}`],
    })
  const rows = (n: number): string => `${pathname}/row${(n * 7) % rowCount}`
  const create = JSON.stringify({ rowId: 'unique()', data: { title: 'Hello', body: 'A few words.', group: 1 } })
  const json = { 'content-type': 'application/json' }
  const of = `25 of ${rowCount}, indexed filter`
  const cases: readonly (readonly [what: string, share: number | null, request: Request])[] = [
    ['get a row with a key', 0.4, { url: origin, pathOf: rows, headers: app.asKey }],
    ['get a row as its user', 0.35, { url: origin, pathOf: rows, headers: app.asUser }],
    [`list ${of}, key`, 0.2, { url: origin, pathOf: pages, headers: app.asKey }],
    [`list ${of}, user`, 0.1, { url: origin, pathOf: pages, headers: app.asUser }],
    [`list ${of}, key, never read before`, null, { url: origin, pathOf: newPages, headers: app.asKey }],
    [`list ${of}, user, never read before`, null, { url: origin, pathOf: newPages, headers: app.asUser }],
    [
      'create a row, flushed to disk',
      0.15,
      { url: app.rows, method: 'POST', status: 201, headers: { ...app.asKey, ...json }, body: create },
    ],
  ]
  for (const connections of [16, 64]) {
    const [express, node] = [await bareLoad('express', connections), await bareLoad('node', connections)]
    figures.push({ what: `bare Express, ${connections} connections`, value: express.perSecond, unit: '1/s' })
    for (const [what, atLeastOfExpress, request] of cases) {
      const measured = await load(request, connections, seconds)
      figures.push({
        what: `${what}, ${connections} connections`,
        value: measured.perSecond,
        unit: '1/s',
        ofExpress: measured.perSecond / express.perSecond,
        ofNode: measured.perSecond / node.perSecond,
        note: `p50 ${measured.p50Ms} ms, p99 ${measured.p99Ms} ms`,
        ...(atLeastOfExpress === null ? {} : { budget: { atLeastOfExpress } }),
      })
    }
  }
}

async function measureFiles({ pid }: Standalone, { buckets, asKey }: App): Promise<void> {
  const bare = await startBare('files')
  try {
    const rates = { up: 0, down: 0 }
    const bareGrownMb = await growthDuring(
      () => nodeMemoryMb(bare.pid),
      async () => {
        // The first one warms the disk up.
        for (let times = 0; times < 2; times++) rates.up = await upload(bare.origin, {}, 'bare', fileMb)
        rates.down = await download(bare.origin, {}, fileMb)
      },
    )
    for (const bucket of ['sealed', 'open']) {
      const files = `${buckets}/${bucket}/files`
      const way = bucket === 'sealed' ? 'encrypted' : 'as it is'
      let [up, down] = [0, 0]
      const grownMb = await growthDuring(
        () => nodeMemoryMb(pid),
        async () => {
          up = await upload(files, asKey, 'large', fileMb)
          down = await download(`${files}/large/download`, asKey, fileMb)
        },
      )
      const budget = { atLeast: 60 }
      figures.push(
        {
          what: `upload of 1 GB, ${way}, share of bare Node`,
          value: (up / rates.up) * 100,
          unit: '%',
          note: `${up.toFixed(0)} MB/s`,
          budget,
        },
        {
          what: `download of 1 GB, ${way}, share of bare Node`,
          value: (down / rates.down) * 100,
          unit: '%',
          note: `${down.toFixed(0)} MB/s`,
          budget,
        },
        {
          what: `memory that both take, ${way}, over bare Node`,
          value: grownMb - bareGrownMb,
          unit: 'MB',
          note: `${grownMb.toFixed(0)} MB, bare ${bareGrownMb.toFixed(0)} MB`,
          budget: { atMost: 30 },
        },
      )
      await fetch(`${files}/large`, { method: 'DELETE', headers: asKey })
    }
  } finally {
    await bare.close()
  }
  await measurePreviews(`${buckets}/sealed/files`, asKey)
}

async function measureFunctions({ origin }: Standalone, { asKey }: App): Promise<void> {
  const functions = new Functions(origin, asKey)
  const hello = await functions.deploy()
  const bare = await directly(calls)
  const warm = await functions.warm(hello, calls)
  const express = await bareLoad('express', 16)
  const { perSecond, p50Ms, p99Ms } = await load(functions.execution(hello), 16, seconds)
  const cold = await functions.cold(hello, coldCalls)
  figures.push(
    {
      what: 'warm call of a function, p50 over calling its server directly',
      value: warm - bare,
      unit: 'ms',
      note: `${warm.toFixed(2)} ms, directly ${bare.toFixed(2)} ms`,
      budget: { atMost: 3 },
    },
    {
      what: 'warm calls of a function, 16 connections',
      value: perSecond,
      unit: '1/s',
      ofExpress: perSecond / express.perSecond,
      note: `p50 ${p50Ms} ms, p99 ${p99Ms} ms; Express ${express.perSecond.toFixed(0)}`,
      budget: { atLeast: 1000 },
    },
    { what: 'cold call of a function in a process, p50', value: cold, unit: 'ms', budget: { atMost: 150 } },
  )
}

/** Of two starts, before and after the functions were deployed: what deploying them takes is not counted. */
async function measureIdleFunctions(): Promise<void> {
  const memory = { before: 0, after: 0 }
  for (const time of ['before', 'after'] as const) {
    const standalone = await startStandalone(folder)
    try {
      await new Promise((resolve) => setTimeout(resolve, settleMs))
      memory[time] = totalMb(memoryOf(standalone.pid))
      if (time === 'after') continue
      const functions = new Functions(standalone.origin, (await makeApp(standalone.origin, 1)).asKey)
      await inTurn(Array.from({ length: idleFunctions }).values(), 4, () => functions.deploy())
    } finally {
      await standalone.close()
    }
  }
  figures.push({
    what: `memory that ${idleFunctions} functions take which nobody calls`,
    value: memory.after - memory.before,
    unit: 'MB',
    note: 'MariaDB and Redis too',
    budget: { atMost: 5 },
  })
}

/** Only where an engine runs that has the image. */
async function measureContainers(): Promise<void> {
  const hasImage = await new Promise<boolean>((resolve) => {
    execFile('docker', ['image', 'inspect', 'node:22'], (error) => resolve(error === null))
  })
  if (!hasImage) return
  const standalone = await startStandalone(folder, { BASALT_EXECUTOR_DRIVER: 'docker' })
  try {
    const functions = new Functions(standalone.origin, (await makeApp(standalone.origin, 1)).asKey)
    const value = await functions.cold(await functions.deploy(), coldCalls)
    figures.push({ what: 'cold call of a function in a container, p50', value, unit: 'ms', budget: { atMost: 300 } })
  } finally {
    await standalone.close()
  }
}

async function measurePreviews(files: string, headers: App['asKey']): Promise<void> {
  const picture = await aPhotograph()
  await sendPicture(files, headers, 'photo', picture)
  const { ms, bareMs } = await timePreviews(`${files}/photo`, headers, picture)
  figures.push({
    what: 'preview of 12 megapixels that was not asked for before, share of sharp alone',
    value: (ms / bareMs) * 100,
    unit: '%',
    note: `${ms.toFixed(0)} ms`,
    budget: { atMost: 130 },
  })
  const express = await bareLoad('express', 64)
  const kept = await load({ url: `${files}/photo/preview?width=64`, headers }, 64, seconds)
  figures.push({
    what: 'preview that was made before, 64 connections',
    value: kept.perSecond,
    unit: '1/s',
    ofExpress: kept.perSecond / express.perSecond,
    note: `p50 ${kept.p50Ms} ms, p99 ${kept.p99Ms} ms`,
    budget: { atLeastOfExpress: 0.3 },
  })
}

async function bareLoad(kind: 'express' | 'node', connections: number): Promise<Load> {
  const server = await startBare(kind)
  try {
    return await load({ url: server.origin }, connections, seconds)
  } finally {
    await server.close()
  }
}

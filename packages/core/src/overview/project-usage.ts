import { name, type Queryable, sql } from '@basalt/database'
import { type Actor, refuseClients, type Renderable } from '@basalt/types'
import { databaseSizes } from '../databases/index.ts'
import { transformations, wholeFiles } from '../storage/index.ts'
import { births, growth, type Point, readUsage, type Series, type UsageSpan } from '../usage/index.ts'
import { trafficMetrics } from './traffic.ts'

type Breakdown = readonly Renderable<'metricBreakdown'>[]

const none: Series = { total: 0, points: [] }
const counters = [
  ...trafficMetrics,
  'functions.executions',
  'functions.executions.mbSeconds',
  'functions.builds.mbSeconds',
  'databases.reads',
  'databases.writes',
] as const

/**
 * How a project was used: what there is now, and its course over a span that ends now.
 * @throws `general_unauthorized_scope` for clients, whose users may read the project by scope, but not its figures
 */
export async function projectUsage(db: Queryable, actor: Actor, span: UsageSpan): Promise<Renderable<'usageProject'>> {
  refuseClients(actor)
  const [counted, users, files, pictures, databases, buckets, functions] = await Promise.all([
    readUsage(db, counters, span),
    births(db, sql`users`, span),
    growth(db, wholeFiles, name('sizeOriginal'), span),
    transformations(db, span),
    databaseSizes(db),
    bucketSizes(db),
    functionUses(db),
  ])
  const of = (metric: (typeof counters)[number]): Series => counted.get(metric) ?? none
  const rows = sum(databases.map((database) => database.rows))
  const outbound = of('network.outbound').points
  return {
    usersTotal: users.total,
    users: users.points,
    databasesTotal: databases.length,
    documentsTotal: rows,
    rowsTotal: rows,
    databasesStorageTotal: sum(databases.map(({ bytes }) => bytes)),
    databasesStorageBreakdown: databases.map(({ id, name: title, bytes }) => part(id, title, bytes)),
    databasesReadsTotal: of('databases.reads').total,
    databasesReads: of('databases.reads').points,
    databasesWritesTotal: of('databases.writes').total,
    databasesWrites: of('databases.writes').points,
    bucketsTotal: buckets.length,
    bucketsBreakdown: buckets,
    filesStorageTotal: files.size.total,
    imageTransformationsTotal: pictures.total,
    imageTransformations: pictures.points,
    ...functions,
    executionsTotal: of('functions.executions').total,
    executions: of('functions.executions').points,
    executionsMbSecondsTotal: of('functions.executions.mbSeconds').total,
    buildsMbSecondsTotal: of('functions.builds.mbSeconds').total,
    requests: of('network.requests').points,
    network: of('network.inbound').points.map((point, index): Point => plus(point, outbound[index])),
    // Nothing is charged for messages here.
    authPhoneTotal: 0,
    authPhoneEstimate: 0,
    authPhoneCountryBreakdown: [],
  }
}

async function bucketSizes(db: Queryable): Promise<Breakdown> {
  const found = await db.all<{ id: string; title: string; bytes: number | string }>(
    sql`SELECT buckets.id, buckets.name AS title, COALESCE(SUM(files.sizeOriginal), 0) AS bytes
        FROM buckets LEFT JOIN files ON files.bucketSequence = buckets.sequence AND files.objectKey IS NOT NULL
        GROUP BY buckets.sequence ORDER BY buckets.sequence`,
  )
  return found.map(({ id, title, bytes }) => part(id, title, Number(bytes)))
}

type Stored = { readonly source: number | string | null; readonly build: number | string | null }

async function functionUses(db: Queryable) {
  const found = await db.all<Stored & { id: string; title: string }>(
    sql`SELECT functions.id, functions.name AS title, SUM(deployments.sourceSize) AS source, SUM(deployments.buildSize) AS build
        FROM functions LEFT JOIN deployments
          ON deployments.resourceType = 'functions' AND deployments.resourceSequence = functions.sequence
        GROUP BY functions.sequence ORDER BY functions.sequence`,
  )
  const metricOf = (id: string, metric: string): string => `functions.${id}.${metric}`
  const metrics = ['executions', 'executions.mbSeconds', 'builds.mbSeconds']
  const all = found.flatMap(({ id }) => metrics.map((metric) => metricOf(id, metric)))
  const counted = all.length === 0 ? new Map<string, Series>() : await readUsage(db, all, { period: '1d', points: 1 })
  const breakdown = (metric: string): Breakdown =>
    found.map(({ id, title }) => part(id, title, counted.get(metricOf(id, metric))?.total ?? 0))
  const [source, build] = [sum(found.map((line) => Number(line.source))), sum(found.map((line) => Number(line.build)))]
  return {
    functionsStorageTotal: source + build,
    deploymentsStorageTotal: source,
    buildsStorageTotal: build,
    functionsStorageBreakdown: found.map((line) => part(line.id, line.title, Number(line.source) + Number(line.build))),
    executionsBreakdown: breakdown('executions'),
    executionsMbSecondsBreakdown: breakdown('executions.mbSeconds'),
    buildsMbSecondsBreakdown: breakdown('builds.mbSeconds'),
  }
}

function part(resourceId: string, title: string, value: number): Renderable<'metricBreakdown'> {
  return { resourceId, name: title, value }
}

function plus(point: Point, other: Point | undefined): Point {
  return { date: point.date, value: Number(point.value) + Number(other?.value ?? 0) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

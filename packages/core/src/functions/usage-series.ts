import { type Queryable, sql, type Sql } from '@basalt/database'
import type { Renderable } from '@basalt/types'
import { births, type Point, readUsage, type Series, type UsageRange } from '../usage/index.ts'
import { ofFunction, resourceType } from './deployment-rows.ts'
import { getFunctionRow } from './rows.ts'

/** How all functions of a project were used. */
export async function functionsUsage(db: Queryable, range: UsageRange): Promise<Renderable<'usageFunctions'>> {
  const functions = await births(db, sql`functions`, range)
  const common = await usageOf(db, 'functions', sql`resourceType = ${resourceType}`, range)
  return { ...common, functionsTotal: functions.total, functions: functions.points }
}

/** How one function was used. @throws `function_not_found` */
export async function functionUsage(
  db: Queryable,
  functionId: string,
  range: UsageRange,
): Promise<Renderable<'usageFunction'>> {
  const func = await getFunctionRow(db, functionId)
  const common = await usageOf(db, `functions.${functionId}`, ofFunction(func), range)
  const average = common.buildsTotal === 0 ? 0 : Math.round(common.buildsTimeTotal / common.buildsTotal)
  return { ...common, buildsTimeAverage: average }
}

const counters = [
  'builds',
  'builds.success',
  'builds.failed',
  'builds.compute',
  'builds.mbSeconds',
  'executions',
  'executions.compute',
  'executions.mbSeconds',
] as const

async function usageOf(db: Queryable, prefix: string, which: Sql, range: UsageRange) {
  const [deployments, size, used] = await Promise.all([
    births(db, sql`deployments WHERE ${which}`, range),
    db.one<{ source: number | string | null; build: number | string | null }>(
      sql`SELECT SUM(sourceSize) AS source, SUM(buildSize) AS build FROM deployments WHERE ${which}`,
    ),
    readUsage(
      db,
      counters.map((name) => `${prefix}.${name}`),
      range,
    ),
  ])
  const of = (name: (typeof counters)[number]): Series => used.get(`${prefix}.${name}`) ?? { total: 0, points: [] }
  const [source, build] = [Number(size?.source ?? 0), Number(size?.build ?? 0)]
  return {
    range,
    deploymentsTotal: deployments.total,
    deploymentsStorageTotal: source,
    buildsTotal: of('builds').total,
    buildsSuccessTotal: of('builds.success').total,
    buildsFailedTotal: of('builds.failed').total,
    buildsStorageTotal: build,
    buildsTimeTotal: of('builds.compute').total,
    buildsMbSecondsTotal: of('builds.mbSeconds').total,
    executionsTotal: of('executions').total,
    executionsTimeTotal: of('executions.compute').total,
    executionsMbSecondsTotal: of('executions.mbSeconds').total,
    deployments: deployments.points,
    deploymentsStorage: atTheEnd(deployments.points, source),
    builds: of('builds').points,
    buildsSuccess: of('builds.success').points,
    buildsFailed: of('builds.failed').points,
    buildsStorage: atTheEnd(deployments.points, build),
    buildsTime: of('builds.compute').points,
    buildsMbSeconds: of('builds.mbSeconds').points,
    executions: of('executions').points,
    executionsTime: of('executions.compute').points,
    executionsMbSeconds: of('executions.mbSeconds').points,
  }
}

/** What lay on the device in the past is not kept. */
function atTheEnd(points: readonly Point[], value: number): readonly Point[] {
  return points.map(({ date }, index, { length }) => ({ value: index === length - 1 ? value : 0, date }))
}

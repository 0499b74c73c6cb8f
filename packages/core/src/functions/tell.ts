import type { Transaction } from '@basalt/database'
import { type Actor, keyBaseScopes, render } from '@basalt/types'
import { appendActivity, tellRealtime } from '../activity/index.ts'
import { unknownCode } from '../locale/index.ts'
import { deploymentOf, type DeploymentRow } from './deployment-rows.ts'
import { executionOf, type ExecutionRow, readersOf } from './execution-rows.ts'
import type { Work } from './services.ts'

/** Who builds and runs: nobody's session or key. */
const system: Actor = {
  kind: 'key',
  roles: new Set(),
  scopes: new Set(keyBaseScopes),
  user: null,
  sessionId: null,
  keyId: null,
  keyName: 'Functions',
}

function systemOrigin({ project }: Work) {
  return { project, actor: system, ip: '', userAgent: '', locale: 'en', country: () => Promise.resolve(unknownCode) }
}

/** Tells of a new status of a deployment, in the transaction that makes it. */
export async function tellDeployment(tx: Transaction, work: Work, row: DeploymentRow): Promise<void> {
  await appendActivity(tx, work.services.bus, systemOrigin(work), [happeningOf(row)])
}

/** Tells those who watch a build of its log so far. */
export async function tellProgress({ services, project }: Work, row: DeploymentRow): Promise<void> {
  await tellRealtime(services.bus, project, happeningOf(row))
}

function happeningOf(row: DeploymentRow) {
  return {
    event: `functions.${row.resourceId}.deployments.${row.id}.update`,
    auditEvent: null,
    resource: null,
    payload: render('deployment', deploymentOf(row), true),
  }
}

/** Tells how a run of a worker ended: its log is for webhooks, and not for who listens in realtime. */
export async function tellExecution(tx: Transaction, work: Work, functionId: string, row: ExecutionRow): Promise<void> {
  const execution = executionOf(row, functionId)
  await appendActivity(tx, work.services.bus, systemOrigin(work), [
    {
      event: `functions.${functionId}.executions.${row.id}.update`,
      auditEvent: null,
      resource: null,
      payload: render('execution', execution, true),
      realtimePayload: render('execution', execution, false),
      readRoles: readersOf(row),
    },
  ])
}

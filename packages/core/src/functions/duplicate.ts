import { sql } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail } from '@basalt/types'
import { objectContent, orHasten, pack } from '../storage/index.ts'
import { type Deployment, deploymentOf, getDeploymentRow } from './deployment-rows.ts'
import type { DeploymentIds } from './deployments.ts'
import { codePlace, completeSource, insertDeployment } from './new-deployment.ts'
import { getFunctionRow, lockFunctionRow } from './rows.ts'
import { sourceOf } from './deployment-content.ts'
import type { DeployContext } from './upload-code.ts'
import { wakeWorkers } from './wake.ts'

/** Builds the same source anew, as the function is set up now. @throws `function_not_found`, `deployment_not_found` */
export async function duplicateDeployment(
  context: DeployContext,
  { functionId, deploymentId }: DeploymentIds,
): Promise<Deployment> {
  const { schema, storage, bus, projectId, record } = context
  const original = await getDeploymentRow(schema, await getFunctionRow(schema, functionId), deploymentId)
  const source = sourceOf(original)
  if (source === null) throw fail('deployment_not_found', { deploymentId, reason: 'The upload is not complete yet.' })
  const packed = await pack(context, codePlace, objectContent(storage, source).read())
  return orHasten(context, packed.objectKey, () =>
    schema.transaction(async (tx) => {
      const func = await lockFunctionRow(tx, functionId)
      const { type, activate } = await getDeploymentRow(tx, func, deploymentId, sql` LOCK IN SHARE MODE`)
      const id = uniqueId()
      const sequence = await insertDeployment(tx, func, {
        id,
        type,
        entrypoint: func.entrypoint,
        commands: func.commands,
        activate: activate === 1,
        sourceSize: packed.sizeBytes,
        chunkBytes: packed.sizeBytes,
        chunksTotal: 1,
      })
      await completeSource(tx, sequence, packed)
      const made = deploymentOf(await getDeploymentRow(tx, func, id))
      await record(tx, made)
      tx.afterCommit(() => wakeWorkers(bus, projectId))
      return made
    }),
  )
}

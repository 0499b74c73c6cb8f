import type { Queryable } from '@basalt/database'
import { fail } from '@basalt/types'
import { type Content, objectContent, type Storage } from '../storage/index.ts'
import { type DeploymentRow, getDeploymentRow } from './deployment-rows.ts'
import type { DeploymentIds } from './deployments.ts'
import { getFunctionRow } from './rows.ts'

/** The source or the build of a deployment, to be sent. @throws `function_not_found`, `deployment_not_found` */
export async function deploymentContent(
  db: Queryable,
  storage: Storage,
  { functionId, deploymentId }: DeploymentIds,
  type: 'source' | 'output',
): Promise<Content> {
  const deployment = await getDeploymentRow(db, await getFunctionRow(db, functionId), deploymentId)
  const object = type === 'source' ? sourceOf(deployment) : outputOf(deployment)
  if (object === null)
    throw fail('deployment_not_found', { deploymentId, reason: `The deployment has no ${type} yet.` })
  const name = `${deployment.id}-${type}.tar.gz`
  return { name, mimeType: 'application/gzip', ...objectContent(storage, object) }
}

/** Null while it is not complete. */
export function sourceOf({ sourceKey, sourceSealedKey, sourceSize }: DeploymentRow) {
  return sourceKey === null ? null : objectOf(sourceKey, sourceSealedKey, sourceSize)
}

/** Null while it is not built. */
export function outputOf({
  buildKey,
  buildSealedKey,
  buildSize,
}: Pick<DeploymentRow, 'buildKey' | 'buildSealedKey' | 'buildSize'>) {
  return buildKey === null ? null : objectOf(buildKey, buildSealedKey, buildSize)
}

function objectOf(objectKey: string, sealedKey: string | null, sizeBytes: number) {
  return { objectKey, sealedKey, compression: 'none', packedBytes: sizeBytes, sizeBytes } as const
}

import type { Services } from '#http/services.ts'

/** Ends what runs of a deployment. An executor that hears nothing of it ends what nobody uses by itself. */
export async function evict({ executor, log }: Services, projectId: string, deploymentId: string): Promise<void> {
  try {
    await executor.evict(projectId, deploymentId)
  } catch (error) {
    log.warn({ err: error, projectId, deploymentId }, 'a deployment could not be ended at once')
  }
}

import { until } from '#support/until.ts'
import type { Script, World } from '../world.ts'

/** Functions, their variables, deployments and executions. */
export const functions: Script = {
  before: {
    'as session': (world) => world.signIn('session-u1'),
    'deployment cancel': (world) => ended(world, 'id18'),
    'deployment get after build': (world) => ended(world, 'id17'),
  },
  times: {
    'execution scheduled on a whole minute': new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 600_000).toISOString(),
  },
  skip: {
    'runtime not allowed here': 'the recorded installation offered one runtime',
    'runtimes as admin': 'the recorded installation offered one runtime',
    'live after variable change': 'recorded in part',
    'parent after deployments': 'the build that it waits for ends at once here',
    'parent after deployment delete': 'recorded in part',
  },
}

/** What was uploaded is no archive, so that its build fails, as every build did where the calls were recorded. */
async function ended({ project, bindings }: World, id: string): Promise<void> {
  const path = `/v1/functions/a1/deployments/${bindings.get(id)}`
  await until(async () => (await project.server.get(path)).body.status === 'failed', { what: 'a failed build' })
}

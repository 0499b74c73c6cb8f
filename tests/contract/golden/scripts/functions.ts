import type { Script } from '../world.ts'

/** Functions, their variables, deployments and executions. */
export const functions: Script = {
  before: { 'as session': (world) => world.signIn('session-u1') },
  skip: {
    'runtime not allowed here': 'the recorded installation offered one runtime',
    'runtimes as admin': 'the recorded installation offered one runtime',
    'live after variable change': 'recorded in part',
    'parent after deployments': 'deployments are not declared yet',
    'parent after deployment delete': 'recorded in part',
  },
}

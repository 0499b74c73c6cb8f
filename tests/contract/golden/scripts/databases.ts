import type { Script, World } from '../world.ts'

/** Two users of the app: what the first may do with rows is what the recording is about. */
async function users(world: World): Promise<void> {
  world.bindings.bind('id25', await world.signIn('session-u1', { email: 'u1@localhost.test', name: 'U1' }))
  world.bindings.bind('id22', await world.signIn('session-u2', { email: 'user@localhost.test', name: 'U' }))
}

// Rows do not hold spatial values yet.
const omit = ['loc']

export const databases: Script = { before: { 'database create': users }, omit }
export const tablesdb: Script = { omit }

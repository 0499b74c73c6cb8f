import type { Script } from '../world.ts'

/** A team of three: its owner, somebody invited by mail, and somebody whom a server added. */
export const teams: Script = {
  before: {
    create: async (world) => {
      world.bindings.bind('id25', await world.signIn('session-u1', { email: 'u1@localhost.test', name: 'U1' }))
      world.bindings.bind('id22', await world.signIn('session-u2', { email: 'user@localhost.test', name: 'U' }))
    },
  },
}

import type { Script } from '../world.ts'

const password = 'Passw0rd-ada'

/** A person who signs up, changes everything about herself and signs out. */
export const account: Script = {
  secrets: {
    'create short password': 'short',
    'session wrong password': 'not-her-password',
    'email wrong password': 'not-her-password',
    phone: password,
    'password.password': 'Passw0rd-new',
  },
  after: {
    'session email': (world, _answer, client) => world.actors.set('session', client),
  },
}

import { Client } from '#support/client.ts'
import type { Script } from '../world.ts'

/** Requests that the pipeline answers before any feature is asked. */
export const http: Script = {
  before: {
    options: ({ actors, project }) => {
      const guest = project.aGuest()
      actors.set('origin-only', new Client(project.origin, { origin: 'http://localhost' }))
      actors.set('foreign-origin', guest.with({ origin: 'http://elsewhere.example' }))
      actors.set('key+format', project.server.with({ 'x-appwrite-response-format': '1.7.0' }))
      actors.set('bad-key', guest.with({ 'x-appwrite-key': `standard_${'0'.repeat(256)}` }))
      return Promise.resolve()
    },
  },
  skip: {
    'response format 1.7': 'the user has a target of a mail provider by then',
  },
}

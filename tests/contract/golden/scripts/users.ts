import type { Script } from '../world.ts'

/** Users as a server manages them. */
export const users: Script = {
  secrets: {
    // bcrypt of some password, cost 10.
    'create with bcrypt': '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
  },
}

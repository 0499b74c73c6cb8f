import { expectStatus } from '#support/client.ts'
import { aConsoleUser } from '#support/project.ts'
import type { Script, World } from '../world.ts'

const later = new Date(Date.now() + 86_400_000).toISOString().replace('Z', '+00:00')

/** Changes a setting as the owner does at the console. */
async function set({ project }: World, path: string, body: object): Promise<void> {
  expectStatus(await project.owner.patch(`/v1/projects/${project.id}/${path}`, body), 200)
}

const setting = (path: string, body: object) => (world: World) => set(world, path, body)

/** A session that the key makes for somebody who exists, as a header. */
async function enter(world: World, actor: string, userId: string): Promise<void> {
  const made = expectStatus(await world.project.server.post(`/v1/users/${userId}/sessions`), 201)
  world.actors.set(actor, world.project.aGuest().with({ 'x-appwrite-session': String(made.body.secret) }))
}

const methods = ['email-password', 'magic-url', 'email-otp', 'jwt', 'phone', 'invites']

/** Somebody who was invited to the organisation with this role, at the console and in the project. */
async function colleague(world: World, role: string): Promise<void> {
  const { project } = world
  const email = `${role}-${project.id}@basalt.test`
  const person = await aConsoleUser(project, { email })
  const invite = { email, roles: [role], url: 'http://localhost/join' }
  const made = expectStatus(await project.owner.post(`/v1/teams/${project.teamId}/memberships`, invite), 201)
  const mail = await project.mailbox.take(email)
  const secret = mail.links.map((link) => link.searchParams.get('secret')).find((each) => each !== null)
  const path = `/v1/teams/${project.teamId}/memberships/${made.body.$id}/status`
  expectStatus(await person.patch(path, { userId: made.body.userId, secret }), 200)
  world.actors.set(`console-${role}`, person)
  const inProject = { 'x-appwrite-project': project.id, 'x-appwrite-mode': 'admin' }
  world.actors.set(`admin-${role}`, person.with(inProject))
}

/** Settings of a project, each with what it changes for others; roles at the console; the end of the project. */
export const secondProjects: Script = {
  before: {
    'webhook create for deliveries': async ({ bindings, project }) => {
      bindings.bind('id61', project.id)
      bindings.bind('id32', project.teamId)
      const platform = { type: 'web', name: 'web', hostname: 'localhost' }
      expectStatus(await project.owner.post(`/v1/projects/${project.id}/platforms`, platform), 201)
    },
    'effect: memberships show names': async (world) => {
      const { project } = world
      await enter(world, 'session-owner', 'town')
      await enter(world, 'session-invitee', 'tinv')
      const owner = world.actors.get('session-owner')
      await owner?.post('/v1/teams', { teamId: 'open', name: 'Open' })
      expectStatus(await project.server.post('/v1/teams/open/memberships', { userId: 'tinv', roles: ['dev'] }), 201)
      await set(world, 'auth/memberships-privacy', { userName: true, userEmail: true, mfa: true })
    },
    'effect: memberships hide names': setting('auth/memberships-privacy', {
      userName: false,
      userEmail: false,
      mfa: false,
    }),
    'effect: common password': setting('auth/password-dictionary', { enabled: true }),
    'effect: password holds name': setting('auth/personal-data', { enabled: true }),
    'effect: password used before': async (world) => {
      await set(world, 'auth/password-history', { limit: 2 })
      for (const password of ['Passw0rd-h1', 'Passw0rd-h2']) {
        expectStatus(await world.project.server.patch('/v1/users/town/password', { password }), 200)
      }
      await enter(world, 'session-owner', 'town')
    },
    'effect: oldest session went': async (world) => {
      const { project, actors } = world
      await set(world, 'auth/max-sessions', { limit: 2 })
      const password = 'Passw0rd-ada'
      expectStatus(await project.server.patch('/v1/users/tfar/password', { password }), 200)
      for (const actor of ['s1', 's2', 's3']) {
        const guest = project.aGuest()
        expectStatus(await guest.post('/v1/account/sessions/email', { email: 'tfar@users.test', password }), 201)
        actors.set(actor, guest)
      }
    },
    'effect: session expires': setting('auth/duration', { duration: 60 }),
    'effect: too many users': setting('auth/limit', { limit: 1 }),
    'mock numbers bad otp': setting('auth/limit', { limit: 0 }),
    'effect: mock number login': async (world) => {
      await set(world, 'auth/mock-numbers', { numbers: [{ phone: '+15555550111', otp: '123456' }] })
      const asked = { userId: 'mock1', phone: '+15555550111' }
      expectStatus(await world.project.aGuest().post('/v1/account/tokens/phone', asked), 201)
    },
    'effect: e-mail login off': async (world) => {
      await enter(world, 'session-jwt', 'tfar')
      for (const method of methods) await set(world, `auth/${method}`, { status: false })
    },
    'effect: tablesdb as client': async (world) => {
      for (const method of methods) await set(world, `auth/${method}`, { status: true })
      for (const service of ['tablesdb', 'databases']) await set(world, 'service', { service, status: false })
    },
    'effect: rest off as client': async (world) => {
      for (const service of ['tablesdb', 'databases']) await set(world, 'service', { service, status: true })
      await set(world, 'api', { api: 'rest', status: false })
    },
    'effect: oauth redirect': async (world) => {
      await set(world, 'api', { api: 'rest', status: true })
      await set(world, 'oauth2', { provider: 'github', appId: 'cid', secret: 'secret', enabled: true })
    },
    'project after settings': setting('auth/session-alerts', { alerts: true }),
    'console developer: get project': (world) => colleague(world, 'developer'),
    'console admin: get project': (world) => colleague(world, 'admin'),
  },
  secrets: {
    'effect: common password': 'password',
    'effect: common password, first in list': '12345678',
    'effect: password holds name': 'Bertram-1234',
    'effect: password used before': 'Passw0rd-h1',
    'effect: mock number login': '123456',
    'mock numbers bad otp': '12',
  },
  times: { 'key with few scopes': later, 'dev key': later },
  after: {
    'key with few scopes': ({ actors, project }, { body }) =>
      actors.set('key-users-read', project.aGuest().with({ 'x-appwrite-key': String(body.secret) })),
    'dev key': ({ actors, project }, { body }) => {
      const headers = { 'x-appwrite-dev-key': String(body.secret), origin: 'http://elsewhere.example' }
      actors.set('dev-key', project.aGuest().with(headers))
    },
    'project jwt': ({ actors, project }, { body }) =>
      actors.set('dynamic-key', project.aGuest().with({ 'x-appwrite-key': String(body.jwt) })),
  },
}

import { createHmac } from 'node:crypto'
import type { Answer, Client } from '#support/client.ts'
import type { Mail } from '#support/mail.ts'
import type { Script, World } from '../world.ts'

const old = 'Passw0rd-ada'
const recovered = 'Passw0rd-recovered'
/** The code of the project's mock numbers. */
const phoneCode = '424242'

/** Codes and secrets of mails, by the call that asked for them. */
const arrived = new WeakMap<World, Map<string, string>>()

function kept(world: World): Map<string, string> {
  const map = arrived.get(world) ?? new Map<string, string>()
  arrived.set(world, map)
  return map
}

/** Keeps the secret of the mail that a call has sent: of its link, or its code of six digits. */
function keepMail(name: string, address: string) {
  return async (world: World, answer: Answer): Promise<void> => {
    if (answer.status >= 300) return
    kept(world).set(name, secretOf(await world.project.mailbox.take(address)))
  }
}

function secretOf(mail: Mail): string {
  const linked = mail.links.map((link) => link.searchParams.get('secret')).find((secret) => secret !== null)
  return linked ?? /\b\d{6}\b/.exec(mail.text)?.[0] ?? ''
}

const fromMail =
  (name: string) =>
  (world: World): string =>
    kept(world).get(name) ?? 'no such mail'

/** A time-based code of RFC 6238: six digits, thirty seconds, SHA-1. */
function totp(secret: string, step = 0): string {
  const letters = secret.replace(/=+$/, '').split('')
  const bits = letters.map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
  const text = bits.map((value) => value.toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((text.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}

const totpOf =
  (step: number) =>
  (world: World): string =>
    totp(String(world.answers.get('mfa authenticator')?.body.secret), step)

const recoveryCode =
  (index: number) =>
  (world: World): string =>
    String(world.answers.get('mfa recovery codes')?.body.recoveryCodes?.[index])

const keep = (actor: string) => (world: World, _answer: Answer, client: Client) => world.actors.set(actor, client)

/** Signs a person in with her password and keeps the session. */
async function signIn(world: World, actor: string, email: string, password: string): Promise<void> {
  const guest = world.project.aGuest()
  const { headers } = await guest.post('/v1/account/sessions/email', { email, password })
  // As a header the session stays with the actor, whatever becomes of it.
  const fallback = JSON.parse(String(headers['x-fallback-cookies'] ?? '{}')) as Record<string, string> // of this form
  const session = Object.values(fallback)[0] ?? ''
  world.actors.set(actor, world.project.aGuest().with({ 'x-appwrite-session': session }))
}

const another = (actor: string) => (world: World) => signIn(world, actor, 'anon@users.test', recovered)

/** Everything about accounts that has more than one step: tokens, mails, second factors, blocks. */
export const secondAccount: Script = {
  before: {
    'session by fallback cookies': async ({ actors, answers, project }) => {
      const secret = String(answers.get('login by key shows secret')?.body.secret)
      const guest = project.aGuest()
      const cookies = JSON.stringify({ [`a_session_${project.id}`]: secret })
      actors.set('x-fallback-cookies', guest.with({ 'x-fallback-cookies': cookies }))
      actors.set('broken-cookie', guest.with({ cookie: `a_session_${project.id}=%%%` }))
      actors.set('bad-jwt', guest.with({ 'x-appwrite-jwt': 'a.b.c' }))
      actors.set('key+session', project.server.with({ 'x-appwrite-session': secret }))
      const jwt = await actors.get('session')?.post('/v1/account/jwts')
      actors.set('jwt', guest.with({ 'x-appwrite-jwt': String(jwt?.body.jwt) }))
    },
    'phone code': async ({ project }) => {
      const numbers = ['+15555550188', '+15555550177'].map((phone) => ({ phone, otp: phoneCode }))
      await project.owner.patch(`/v1/projects/${project.id}/auth/mock-numbers`, { numbers })
    },
    'mfa on without factors': async ({ actors }) => {
      const anonymous = actors.get('session-anonymous')
      if (anonymous) actors.set('session-mfa', anonymous)
    },
    'mfa authenticator': async ({ actors }) => actors.get('session-mfa')?.patch('/v1/account/mfa', { mfa: false }),
    'mfa recovery code used': async ({ actors, bindings }) => {
      const challenge = await actors.get('session-mfa4')?.post('/v1/account/mfa/challenges', { factor: 'recoverycode' })
      bindings.bind('id94', String(challenge?.body.$id))
    },
    'mfa new session is stopped': another('session-mfa2'),
    'mfa challenge unknown factor': another('session-mfa3'),
    'mfa challenge recovery code': another('session-mfa4'),
    'mfa protected call without challenge': another('session-mfa5'),
    'block oneself': (world) => signIn(world, 'session-own', 'a+b@users.test', old),
  },
  secrets: {
    'sign-up long password': 'x'.repeat(300),
    'password without old': 'Passw0rd-other',
    'password wrong old': 'Passw0rd-other',
    'verification link parameters': fromMail('verification mail'),
    'verification link used twice': fromMail('verification mail'),
    'recovery short password': fromMail('recovery other case'),
    'recovery short password.password': 'short',
    'recovery done.secret': fromMail('recovery other case'),
    'recovery done.password': recovered,
    'recovery used twice.secret': fromMail('recovery other case'),
    'recovery used twice.password': recovered,
    'login new password': recovered,
    'magic url session': fromMail('magic url again other case'),
    'magic url session twice': fromMail('magic url again other case'),
    'e-mail code wrong': '000000',
    'e-mail code session': fromMail('e-mail code'),
    'e-mail code twice': fromMail('e-mail code'),
    'phone code wrong': '000000',
    'phone code session': phoneCode,
    'phone verification wrong': '000000',
    'phone verification done': phoneCode,
    'mfa authenticator code of the step before': totpOf(-10),
    'mfa authenticator right code': totpOf(0),
    'mfa challenge right code': totpOf(0),
    'mfa challenge twice': totpOf(0),
    'mfa challenge e-mail code': fromMail('mfa challenge e-mail'),
    'mfa recovery code other case': (world) => recoveryCode(0)(world).toUpperCase(),
    'mfa recovery code used': recoveryCode(1),
    'e-mail change keeps typed case': 'Passw0rd-h2',
  },
  after: {
    // Ids are compared byte by byte here, so that this one was free.
    'sign-up same id other case': ({ project }) => project.server.delete('/v1/users/MIXED'),
    'login other case': keep('session'),
    'login by key shows secret': ({ actors, project }, { body }) => {
      actors.set('x-appwrite-session', project.aGuest().with({ 'x-appwrite-session': String(body.secret) }))
    },
    'anonymous for upgrade': keep('session-anonymous'),
    'verification mail': keepMail('verification mail', 'anon@users.test'),
    'recovery other case': keepMail('recovery other case', 'anon@users.test'),
    'magic url': keepMail('magic url', 'magic@users.test'),
    'magic url again other case': keepMail('magic url again other case', 'magic@users.test'),
    'magic url session': keep('session-magic'),
    'e-mail code': keepMail('e-mail code', 'otp@users.test'),
    'e-mail code session': keep('session-otp'),
    'phone code session': keep('session-phone'),
    'mfa challenge e-mail': keepMail('mfa challenge e-mail', 'anon@users.test'),
  },
  skip: {
    'logs limit': 'it counts steps that were not recorded',
    'jwt after its session went': 'which session it was made of was not recorded',
  },
}

import { createCipheriv, createHash, scryptSync } from 'node:crypto'
import { expectStatus } from '#support/client.ts'
import type { Script, World } from '../world.ts'

/** The password behind all hashes below. */
const password = 'test12345'
const digest = (algorithm: string): string => createHash(algorithm).update(password).digest('hex')

/** Firebase's variant: a fixed signer key, encrypted under a key that scrypt derives. */
function modifiedScrypt(): string {
  const signer = Buffer.alloc(64, 7)
  const salt = Buffer.concat([Buffer.from('c2FsdHNhbHQ=', 'base64'), Buffer.from('Bw==', 'base64')])
  const key = scryptSync(password, salt, 64, { N: 16_384, r: 8, p: 1 })
  const cipher = createCipheriv('aes-256-ctr', key.subarray(0, 32), Buffer.alloc(16))
  return Buffer.concat([cipher.update(signer), cipher.final()]).toString('base64')
}

const schemes = ['bcrypt', 'argon2', 'md5', 'phpass', 'sha', 'sha1', 'sha3', 'scrypt', 'scryptmodified']

/** Users who bring their hashes along, and what lists and searches find. */
export const secondUsers: Script = {
  before: { 'delete twice': ({ project }) => project.server.delete('/v1/users/bare') },
  secrets: {
    'hash bcrypt': '$2b$10$//GYbdXVLcgmYUB5IJkdk.FbL3SrsNzLJe/w78U4FQm5rR7jL8Dp.',
    'hash argon2': '$argon2id$v=19$m=7168,t=5,p=1$65pealwTIeS3BXAjloN0fQ$YW0rx/zWgtfHsNMofFj80UJmfI0lJWHPIFtMc5en15M',
    'hash md5': digest('md5'),
    'hash phpass': '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0',
    'hash sha': digest('sha256'),
    'hash sha1': digest('sha1'),
    'hash sha3': digest('sha3-512'),
    'hash shabad': digest('sha256'),
    'hash scrypt': scryptSync(password, 'sodium', 64, { N: 16, r: 8, p: 1 }).toString('hex'),
    'hash scryptmodified': modifiedScrypt(),
    ...Object.fromEntries(schemes.map((scheme) => [`hash ${scheme}: login`, password])),
    'password short': 'short',
    'token exchanged': ({ answers }) => String(answers.get('token by key')?.body.secret),
    'token twice': ({ answers }) => String(answers.get('token by key')?.body.secret),
  },
  after: {
    'session by key': ({ actors, project }, { body }) =>
      actors.set('x-appwrite-session', project.aGuest().with({ 'x-appwrite-session': String(body.secret) })),
  },
}

async function person(world: World, actor: string, id: string, name: string): Promise<void> {
  await world.signIn(actor, { id, email: `t${name}@users.test`, name, password: 'Passw0rd-h2' })
}

const invited = ({ project }: World) => project.mailbox.take('tinv@users.test')
const secrets = new WeakMap<World, string>()

/** A team with an owner, somebody who accepts and somebody who has no part in it. */
export const secondTeams: Script = {
  before: {
    'create with chosen id': async (world) => {
      await person(world, 'session-owner', 'town', 'own')
      await person(world, 'session-invitee', 'tinv', 'inv')
      await person(world, 'session-outsider', 'tout', 'out')
      expectStatus(
        await world.project.server.post('/v1/users', { userId: 'tfar', email: 'tfar@users.test', name: 'far' }),
        201,
      )
    },
  },
  secrets: {
    'outsider accepts': (world) => secrets.get(world) ?? '',
    'accept wrong user': (world) => secrets.get(world) ?? '',
    'accept without a session': (world) => secrets.get(world) ?? '',
    'accept twice': (world) => secrets.get(world) ?? '',
  },
  after: {
    'invite by e-mail of a user': async (world) => {
      const link = (await invited(world)).links.find((each) => each.searchParams.has('secret'))
      secrets.set(world, link?.searchParams.get('secret') ?? '')
    },
    'accept without a session': (world, _answer, client) => world.actors.set('session-from-invite', client),
    'get deleted': (world) => {
      const invitee = world.actors.get('session-invitee')
      if (invitee) world.actors.set('session-late', invitee)
    },
  },
}

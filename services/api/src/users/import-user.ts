import { type ImportedPassword, importedPassword } from '@basalt/core/passwords'
import { createUser, getUser, type UserRecord } from '@basalt/core/users'
import type { Transaction } from '@basalt/database'
import { endpoint } from '#http/endpoint.ts'
import { choice, customId, integer, text } from '#http/kinds.ts'
import { email, password } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'
import type { Origin } from '@basalt/core/activity'
import type { Services } from '#http/services.ts'

// Users with a password that another system hashed. The hash is kept until the first sign-in, which replaces it.

const userId = customId('User ID.')
const address = email('User email.')
const fullName = optional(text({ max: 128 }, 'User name. Max length: 128 chars.'), '')
const shaVersions = [
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512/224',
  'sha512/256',
  'sha512',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
] as const

const common = {
  auth: ['key'],
  scopes: ['users.write'],
  response: { status: 201, model: 'user' },
  event: 'users.[userId].create',
  audit: { event: 'user.create', resource: 'user/{response.$id}' },
  errors: ['password_personal_data', 'user_already_exists', 'user_email_already_exists'],
  // Creating a user records itself.
  transaction: 'own',
} as const

type Imported = { readonly userId: string; readonly email: string; readonly name: string }
type ImportCall = {
  readonly database: { transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> }
  readonly services: Services
  readonly origin: Origin
  readonly params: Imported
}

function importUser({ database, services, origin, params }: ImportCall, given: ImportedPassword): Promise<UserRecord> {
  const stored = importedPassword(given)
  const { userId: id, email: mail, name } = params
  return database.transaction(async (tx) => {
    await createUser(tx, services.bus, origin, { id, email: mail, name, password: stored })
    return getUser(tx, id)
  })
}

export const usersCreateArgon2User = endpoint({
  ...common,
  id: 'users.createArgon2User',
  route: 'POST /v1/users/argon2',
  summary: 'Create user with Argon2 password',
  params: { userId, email: address, password: password('User password hashed using Argon2.'), name: fullName },
  handler: (call) => importUser(call, { kind: 'argon2', password: call.params.password }),
})

export const usersCreateBcryptUser = endpoint({
  ...common,
  id: 'users.createBcryptUser',
  route: 'POST /v1/users/bcrypt',
  summary: 'Create user with bcrypt password',
  params: { userId, email: address, password: password('User password hashed using Bcrypt.'), name: fullName },
  handler: (call) => importUser(call, { kind: 'bcrypt', password: call.params.password }),
})

export const usersCreateMD5User = endpoint({
  ...common,
  id: 'users.createMD5User',
  route: 'POST /v1/users/md5',
  summary: 'Create user with MD5 password',
  params: { userId, email: address, password: password('User password hashed using MD5.'), name: fullName },
  handler: (call) => importUser(call, { kind: 'md5', password: call.params.password }),
})

export const usersCreatePHPassUser = endpoint({
  ...common,
  id: 'users.createPHPassUser',
  route: 'POST /v1/users/phpass',
  summary: 'Create user with PHPass password',
  params: { userId, email: address, password: password('User password hashed using PHPass.'), name: fullName },
  handler: (call) => importUser(call, { kind: 'phpass', password: call.params.password }),
})

export const usersCreateSHAUser = endpoint({
  ...common,
  id: 'users.createSHAUser',
  route: 'POST /v1/users/sha',
  summary: 'Create user with SHA password',
  params: {
    userId,
    email: address,
    password: password('User password hashed using SHA.'),
    passwordVersion: optional<string, ''>(
      choice(shaVersions, 'Version of SHA, as `sha256`.', { caseSensitive: false }),
      '',
    ),
    name: fullName,
  },
  handler: (call) => {
    const { password: hashed, passwordVersion: version } = call.params
    return importUser(call, { kind: 'sha', password: hashed, version })
  },
})

export const usersCreateScryptUser = endpoint({
  ...common,
  id: 'users.createScryptUser',
  route: 'POST /v1/users/scrypt',
  summary: 'Create user with Scrypt password',
  params: {
    userId,
    email: address,
    password: password('User password hashed using Scrypt.'),
    passwordSalt: text({ max: 128 }, 'Salt of the hash.'),
    passwordCpu: integer({}, 'CPU cost of the hash, a power of two.'),
    passwordMemory: integer({}, 'Memory cost of the hash.'),
    passwordParallel: integer({}, 'Parallelization cost of the hash.'),
    passwordLength: integer({}, 'Length of the hash in bytes.'),
    name: fullName,
  },
  handler: (call) => {
    const {
      password: hashed,
      passwordSalt: salt,
      passwordCpu,
      passwordMemory,
      passwordParallel,
      passwordLength,
    } = call.params
    const settings = {
      costCpu: Number(passwordCpu),
      costMemory: Number(passwordMemory),
      costParallel: Number(passwordParallel),
      length: Number(passwordLength),
      salt,
    }
    return importUser(call, { kind: 'scrypt', password: hashed, settings })
  },
})

export const usersCreateScryptModifiedUser = endpoint({
  ...common,
  id: 'users.createScryptModifiedUser',
  route: 'POST /v1/users/scrypt-modified',
  summary: 'Create user with Scrypt modified password',
  params: {
    userId,
    email: address,
    password: password('User password hashed using Scrypt Modified.'),
    passwordSalt: text({ max: 128 }, 'Salt of the hash, in base64.'),
    passwordSaltSeparator: text({ max: 128 }, 'Separator of the salt, in base64.'),
    passwordSignerKey: text({ max: 128 }, 'Signer key, in base64.'),
    name: fullName,
  },
  handler: (call) => {
    const {
      password: hashed,
      passwordSalt: salt,
      passwordSaltSeparator: saltSeparator,
      passwordSignerKey: signerKey,
    } = call.params
    return importUser(call, { kind: 'scryptMod', password: hashed, settings: { salt, saltSeparator, signerKey } })
  },
})

import { randomBytes } from 'node:crypto'
import { Client, expectStatus } from './client.ts'

export type UserOptions = {
  readonly id?: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  /** Costs a password hash (a quarter of a second), so that users have none unless a test is about it. */
  readonly password?: string
  readonly labels?: readonly string[]
  readonly emailVerified?: boolean
}

/** A signed-in user of a project. */
export type TestUser = Client & {
  readonly id: string
  readonly email: string
  readonly name: string
  /** The encoded session, as `X-Appwrite-Session` carries it. */
  readonly session: string
}

type Home = { readonly id: string; readonly origin: string; readonly server: Client }

/** Makes a user and a session with the project's key, as a server that signs people in would. */
export async function aUserOf({ id: projectId, origin, server }: Home, options: UserOptions): Promise<TestUser> {
  const tag = randomBytes(4).toString('hex')
  const { name = `User ${tag}`, email = `user-${tag}@basalt.test`, phone, password } = options
  const made = expectStatus(
    await server.post('/v1/users', {
      userId: options.id ?? 'unique()',
      email,
      name,
      ...(phone === undefined ? {} : { phone }),
      ...(password === undefined ? {} : { password }),
    }),
    201,
  )
  const userId: string = made.body.$id
  if (options.labels) expectStatus(await server.put(`/v1/users/${userId}/labels`, { labels: options.labels }), 200)
  if (options.emailVerified !== undefined) {
    const verification = { emailVerification: options.emailVerified }
    expectStatus(await server.patch(`/v1/users/${userId}/verification`, verification), 200)
  }
  const session = expectStatus(await server.post(`/v1/users/${userId}/sessions`), 201).body.secret as string
  const client = new Client(origin, { 'x-appwrite-project': projectId, 'x-appwrite-session': session })
  return Object.assign(client, { id: userId, email, name, session })
}

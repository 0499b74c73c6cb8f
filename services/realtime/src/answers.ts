import { type Credentials, decodeSession } from '@basalt/core/access'
import { fail } from '@basalt/types'
import type { Connection } from './connection.ts'
import { compileFilter } from './filters.ts'
import { closeCodes, errorFrame, pong, refusalOf, responseFrame } from './frames.ts'
import type { Gateway } from './gateway.ts'
import { type ClientMessage, parseMessage, type Wish } from './messages.ts'
import { limits, type Services } from './services.ts'
import { allowedChannels, channelsFor, type Subscription, targetsOf } from './subscriptions.ts'

/** Answers one message of a client. A bad message is told so, and the connection stays. */
export async function answerMessage(
  gateway: Gateway,
  services: Services,
  connection: Connection,
  text: string,
): Promise<void> {
  try {
    if (services.config.rateLimits.enabled && !connection.countMessage(limits.messagesPerMinute)) {
      throw fail('realtime_too_many_messages')
    }
    connection.send(await answer(gateway, services, connection, parseMessage(text)))
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal.closeCode === closeCodes.failed) services.log.error({ err: error }, 'a message of a socket failed')
    const isOver = refusal.closeCode === closeCodes.policy || refusal.closeCode === closeCodes.later
    if (isOver) gateway.end(connection, refusal)
    else connection.send(errorFrame(refusal))
  }
}

async function answer(
  gateway: Gateway,
  services: Services,
  connection: Connection,
  message: ClientMessage,
): Promise<string> {
  if (message.type === 'ping') return pong
  if (message.type === 'authentication') return authenticate(gateway, services, connection, message)
  if (message.type === 'subscribe') return subscribe(gateway, connection, message.wishes)
  gateway.resubscribe(connection, (subscriptions) => {
    for (const id of message.ids) subscriptions.delete(id)
  })
  return responseFrame('unsubscribe', { subscriptions: message.ids.map((subscriptionId) => ({ subscriptionId })) })
}

/** Signs in a connection that is open already. */
async function authenticate(
  { identities }: Gateway,
  services: Services,
  connection: Connection,
  { session, jwt }: { readonly session: string; readonly jwt: string },
): Promise<string> {
  const project = await services.projects.find(connection.projectId)
  const home = await services.projects.find(connection.homeId)
  if (!project || !home) throw fail('realtime_policy_violation', { reason: 'The project was deleted.' })
  if (session !== '' && !decodeSession(session)) throw badSession()
  const mode = home.id === project.id ? '' : 'admin'
  const credentials: Credentials = {
    key: '',
    devKey: '',
    jwt,
    sessions: session === '' ? [] : [session],
    mode,
    teamId: '',
  }
  let user: object | null = null
  await identities.establish(project, home.id, credentials, async (identity) => {
    if (identity.userId === null) throw badSession()
    user = await identities.account(home, identity)
    identities.put(connection, identity)
    return connection
  })
  return responseFrame('authentication', { user })
}

/** Adds subscriptions; one with an id that is there replaces it. */
function subscribe(gateway: Gateway, connection: Connection, wishes: readonly Wish[]): string {
  const { userId } = connection.identity
  const made = wishes.map(({ id, channels, queries }): Subscription => {
    const asked = allowedChannels(channels)
    return { id, asked, filter: compileFilter(queries), targets: targetsOf(asked, userId) }
  })
  const after = new Map([...connection.subscriptions, ...made.map((one) => [one.id, one] as const)])
  const channels = [...after.values()].reduce((total, { asked }) => total + asked.length, 0)
  if (after.size > limits.subscriptions || channels > limits.channels) {
    throw fail('realtime_message_format_invalid', { reason: 'There are too many subscriptions or channels.' })
  }
  gateway.resubscribe(connection, (subscriptions) => {
    for (const one of made) subscriptions.set(one.id, one)
  })
  const told = made.map(({ id, asked }, index) => ({
    subscriptionId: id,
    channels: channelsFor(asked, userId),
    queries: wishes[index]?.queries ?? [],
  }))
  return responseFrame('subscribe', { subscriptions: told })
}

function badSession(): Error {
  return fail('realtime_message_format_invalid', { reason: 'The session is not valid.' })
}

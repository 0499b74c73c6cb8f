/** A set of channels under one id, as one `subscribe` message names it. */
export type Subscription = {
  readonly id: string
  /** As the client asked, without channels of other accounts. */
  readonly asked: readonly string[]
  /** What of an event's payload must hold; null when every event is wanted. */
  readonly filter: Filter | null
  /** What it listens to: follows from `asked` and from who listens. */
  targets: readonly Target[]
}

export type Filter = (payload: unknown) => boolean

/** A channel; with an action only events of that action count. */
export type Target = { readonly channel: string; readonly action: string }

const actions = new Set(['create', 'update', 'upsert', 'delete'])

/** The names that a client may listen to among those it asked for: nobody names an account, not even their own. */
export function allowedChannels(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].filter((name) => !name.startsWith('account.'))
}

/** The names as they are told to the client: with its own account beside `account`. */
export function channelsFor(asked: readonly string[], userId: string | null): readonly string[] {
  const signedIn = userId !== null && asked.includes('account')
  return signedIn ? asked.flatMap((name) => (name === 'account' ? [name, `account.${userId}`] : [name])) : asked
}

/**
 * What a list of names listens to. Newer clients end a name with an action (`….rows.create`) and begin those of tables
 * with `tablesdb`: such a name is heard in its plain form too, as an id may be called `create` as well.
 */
export function targetsOf(asked: readonly string[], userId: string | null): readonly Target[] {
  return channelsFor(asked, userId).flatMap((name) => {
    const channel = name.startsWith('tablesdb.') ? `databases.${name.slice('tablesdb.'.length)}` : name
    const dot = channel.lastIndexOf('.')
    const action = channel.slice(dot + 1)
    const plain = { channel, action: '' }
    return dot > 0 && actions.has(action) ? [plain, { channel: channel.slice(0, dot), action }] : [plain]
  })
}

/** True when the subscription wants every event of its channels. */
export function isPlain(subscription: Subscription): boolean {
  return subscription.id === '' && subscription.filter === null && subscription.targets.every(hasNoAction)
}

/** Whether the event is for this subscription; `payload` is asked for only when a filter needs it. */
export function wants(
  { targets, filter }: Subscription,
  event: { readonly channels: readonly string[]; readonly action: string },
  payload: () => unknown,
): boolean {
  const isListed = targets.some(
    ({ channel, action }) => (action === '' || action === event.action) && event.channels.includes(channel),
  )
  return isListed && (filter === null || filter(payload()))
}

function hasNoAction({ action }: Target): boolean {
  return action === ''
}

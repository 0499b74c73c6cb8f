import type * as Web from 'appwrite'

type Note = Web.Models.Row & { readonly text: string }

export type AppSettings = {
  readonly endpoint: string
  readonly projectId: string
  readonly databaseId: string
  readonly tableId: string
  /** Makes the addresses of this run's users its own. */
  readonly tag: string
}

/**
 * Two people use the app through the browser SDK: the first writes, listens and founds a team; the second finds
 * every door closed. Returns what was seen. It refers to nothing outside, so that a page can run its text.
 */
export async function useApp(sdk: typeof Web, settings: AppSettings): Promise<readonly string[]> {
  const { endpoint, projectId, databaseId, tableId, tag } = settings
  const seen: string[] = []
  const check = (what: string, holds: boolean, given?: unknown): void => {
    if (!holds) throw new Error(`${what}: ${JSON.stringify(given)}`)
    seen.push(what)
  }
  const refused = async (what: string, call: Promise<unknown>, codes: readonly number[]): Promise<void> => {
    const error: unknown = await call.then(
      () => null,
      (failure: unknown) => failure,
    )
    const code = typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : 0
    check(what, codes.includes(code), error instanceof Error ? error.message : 'not refused')
  }
  const client = new sdk.Client().setEndpoint(endpoint).setProject(projectId)
  const account = new sdk.Account(client)
  const rows = new sdk.TablesDB(client)
  const enter = async (name: string): Promise<string> => {
    const person = { email: `${name}-${tag}@basalt.test`, password: `secret-of-${name}` }
    const { $id } = await account.create({ userId: sdk.ID.unique(), ...person, name })
    const session = await account.createEmailPasswordSession(person)
    check(`${name} is signed in`, session.userId === $id && (await account.get()).email === person.email)
    return $id
  }
  const write = (
    text: string,
    permissions?: string[],
  ): Promise<{ readonly $id: string; readonly $permissions: string[] }> =>
    rows.createRow<Note>({
      databaseId,
      tableId,
      rowId: sdk.ID.unique(),
      data: { text },
      ...(permissions ? { permissions } : {}),
    })
  const readable = async (): Promise<readonly string[]> =>
    (await rows.listRows({ databaseId, tableId })).rows.map(({ $id }) => $id)

  await refused('a stranger has no account', account.get(), [401])
  const ada = await enter('ada')

  // The channel is ready some time after the socket is, so that she writes until she hears of it.
  const heard: { readonly events: string[]; readonly payload: { readonly $id?: string } }[] = []
  const subscription = await new sdk.Realtime(client).subscribe(
    `databases.${databaseId}.tables.${tableId}.rows`,
    (event) => void heard.push(event),
  )
  const written: string[] = []
  for (let turn = 0; turn < 20 && heard.length === 0; turn++) {
    written.push((await write(`note ${turn}`)).$id)
    for (let wait = 0; wait < 20 && heard.length === 0; wait++) await new Promise((resolve) => setTimeout(resolve, 25))
  }
  const [event] = heard
  check('realtime tells of the new row', event !== undefined && written.includes(event.payload.$id ?? ''), heard)
  const name = `databases.${databaseId}.tables.${tableId}.rows.${event?.payload.$id}.create`
  check('the event is named', event?.events.includes(name) === true, event?.events)
  await subscription.close()

  const own = await write('mine')
  const wanted = ['read', 'update', 'delete'].map((action) => `${action}("user:${ada}")`)
  check('a row belongs to who wrote it', JSON.stringify(own.$permissions) === JSON.stringify(wanted), own)
  const open = await write('for all', [sdk.Permission.read(sdk.Role.any())])
  const hers = await readable()
  check('she reads her rows', hers.includes(own.$id) && hers.includes(open.$id), hers)

  const teams = new sdk.Teams(client)
  const team = await teams.create({ teamId: sdk.ID.unique(), name: 'Analysts' })
  const { memberships } = await teams.listMemberships({ teamId: team.$id })
  check('she is the first of her team', memberships.length === 1 && memberships[0]?.userId === ada, memberships)

  await account.deleteSession({ sessionId: 'current' })
  await refused('she is signed out', account.get(), [401])

  await enter('bob')
  const his = await readable()
  const closed = new Set([...written, own.$id])
  check('he reads only what is open', his.includes(open.$id) && !his.some((id) => closed.has(id)), his)
  const place = { databaseId, tableId, rowId: own.$id }
  await refused('he cannot read her row', rows.getRow(place), [404])
  await refused('he cannot change her row', rows.updateRow<Note>({ ...place, data: { text: 'his' } }), [401, 404])
  await refused('he cannot remove her row', rows.deleteRow(place), [401, 404])
  await refused(
    'he cannot change the open row',
    rows.updateRow<Note>({ ...place, rowId: open.$id, data: { text: 'his' } }),
    [401],
  )
  await refused('he does not know her team', teams.get({ teamId: team.$id }), [404])
  await account.deleteSession({ sessionId: 'current' })
  return seen
}

import autocannon from 'autocannon'

export type Request = {
  readonly url: string
  /** Path of the nth request of all connections together, instead of the URL's own. */
  readonly pathOf?: (n: number) => string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The status that every answer must have. */
  readonly status?: number
}

export type Load = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number }

const warmUpSeconds = 2
/** Requests of all runs, so that a path that differs by it is never asked for twice. */
let sent = 0

/** Sends one request over and over on `connections` connections. @throws when an answer is not the expected one. */
export async function load(request: Request, connections: number, seconds: number): Promise<Load> {
  await run(request, connections, warmUpSeconds)
  return run(request, connections, seconds)
}

async function run(request: Request, connections: number, seconds: number): Promise<Load> {
  const { pathOf } = request
  const result = await autocannon({
    url: request.url,
    method: request.method ?? 'GET',
    ...(request.headers ? { headers: request.headers } : {}),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(pathOf ? { requests: [{ setupRequest: (one: object) => ({ ...one, path: pathOf(sent++) }) }] } : {}),
    connections,
    duration: seconds,
    timeout: 10,
  })
  const wrong = Object.entries(result.statusCodeStats ?? {}).filter(
    ([status]) => Number(status) !== (request.status ?? 200),
  )
  if (wrong.length > 0 || result.errors > 0) {
    throw new Error(
      `${request.method ?? 'GET'} ${request.url}: ${result.errors} errors, ${JSON.stringify(Object.fromEntries(wrong))}`,
    )
  }
  return { perSecond: result.requests.average, p50Ms: result.latency.p50, p99Ms: result.latency.p99 }
}

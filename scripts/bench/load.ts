import autocannon from 'autocannon'

export type Request = {
  readonly url: string
  /** Paths to ask for in turn instead of the URL's own, so that no two requests at a time are the same. */
  readonly paths?: readonly string[]
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The status that every answer must have. */
  readonly status?: number
}

export type Load = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number }

const warmUpSeconds = 2

/** Sends one request over and over on `connections` connections. @throws when an answer is not the expected one. */
export async function load(request: Request, connections: number, seconds: number): Promise<Load> {
  await run(request, connections, warmUpSeconds)
  return run(request, connections, seconds)
}

async function run(request: Request, connections: number, seconds: number): Promise<Load> {
  const result = await autocannon({
    url: request.url,
    method: request.method ?? 'GET',
    ...(request.headers ? { headers: request.headers } : {}),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.paths ? { requests: request.paths.map((path) => ({ path })) } : {}),
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

import { archiveOf } from './archive.ts'
import { type Answer, type Client, expectStatus } from './client.ts'
import type { TestProject } from './project.ts'
import { until } from './until.ts'

export type CodeUpload = {
  readonly activate?: boolean
  readonly entrypoint?: string
  readonly commands?: string
  readonly name?: string
  readonly range?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends code of a function, or one chunk of it, as SDKs do. */
export async function uploadCode(
  client: Client,
  functionId: string,
  bytes: Buffer,
  { activate = true, entrypoint, commands, name = 'code.tar.gz', range, headers = {} }: CodeUpload = {},
): Promise<Answer> {
  const form = new FormData()
  form.append('activate', String(activate))
  if (entrypoint !== undefined) form.append('entrypoint', entrypoint)
  if (commands !== undefined) form.append('commands', commands)
  form.append('code', new File([new Uint8Array(bytes)], name))
  const request = new Request('http://form.test', { method: 'POST', body: form })
  return client.send('POST', `/v1/functions/${functionId}/deployments`, {
    body: Buffer.from(await request.arrayBuffer()),
    headers: {
      'content-type': request.headers.get('content-type') ?? '',
      ...(range === undefined ? {} : { 'content-range': range }),
      ...headers,
    },
  })
}

/** A deployment once its build has ended, one way or the other. */
export async function builtDeployment(client: Client, functionId: string, deploymentId: string) {
  return until(
    async () => {
      const { body } = await client.get(`/v1/functions/${functionId}/deployments/${deploymentId}`)
      return ['ready', 'failed', 'canceled'].includes(body.status) && body
    },
    { deadline: 30_000, what: 'the end of a build' },
  )
}

export type FunctionOptions = { readonly settings?: object; readonly commands?: string; readonly runtime?: string }

let made = 0

/** A function whose code is built and active. `files` are texts by their paths; `index.js` is loaded. */
export async function aFunction(
  project: TestProject,
  files: Readonly<Record<string, string>>,
  { settings = {}, commands = '', runtime = 'node-22' }: FunctionOptions = {},
): Promise<string> {
  const functionId = `fn${++made}`
  expectStatus(
    await project.server.post('/v1/functions', {
      functionId,
      name: functionId,
      runtime,
      entrypoint: 'index.js',
      commands,
      ...settings,
    }),
    201,
  )
  const uploaded = expectStatus(await uploadCode(project.server, functionId, await archiveOf(files)), 202)
  const built = await builtDeployment(project.server, functionId, uploaded.body.$id)
  if (built.status !== 'ready') throw new Error(`the build ended ${built.status}: ${built.buildLogs}`)
  return functionId
}

import type { Answer } from '#support/client.ts'
import { decidedDifferences } from './decided.ts'
import { formOf } from './form.ts'
import { isDeclared, type Recorded } from './recording.ts'
import type { Script, World } from './world.ts'

export type Outcome = {
  readonly name: string
  readonly result: 'same' | 'different' | 'skipped'
  /** Differences, or why the call was not played. */
  readonly why: readonly string[]
}

/** Plays recorded calls in order and compares each answer with the recorded one. */
export async function play(world: World, calls: readonly Recorded[], script: Script): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const call of calls) outcomes.push(await playOne(world, call, script))
  return outcomes
}

async function playOne(world: World, call: Recorded, script: Script): Promise<Outcome> {
  const { name } = call
  const skipped = (reason: string): Outcome => ({ name, result: 'skipped', why: [reason] })
  const reason = script.skip?.[name]
  if (reason !== undefined) return skipped(reason)
  if (call.frames !== undefined) return skipped('a delivery, not a call')
  if (!isDeclared(call)) return skipped('the operation is not declared yet')
  try {
    await script.before?.[name]?.(world)
    const client = world.actor(call.request.auth)
    if (!client) return { name, result: 'different', why: [`nobody plays ${call.request.auth}`] }
    const headers = world.bindings.fill(call.request.headers ?? {}) as Record<string, string> // texts become texts
    const given = bodyOf(world, call, script)
    const form = await formOf(given)
    const answer = await client.send(call.request.method, pathOf(world, call), {
      body: form?.body ?? given,
      headers: { ...headers, ...form?.headers },
    })
    world.answers.set(name, answer)
    const why = compare(world, call, answer)
    await script.after?.[name]?.(world, answer, client)
    return { name, result: why.length === 0 ? 'same' : 'different', why }
  } catch (error) {
    return { name, result: 'different', why: [`the call failed: ${String(error)}`] }
  }
}

function compare(world: World, { name, status, headers, response }: Recorded, answer: Answer): readonly string[] {
  if (answer.status !== status) {
    const type: unknown = typeof answer.body === 'object' ? (answer.body?.type ?? '') : ''
    const wanted = typeof response === 'object' && response !== null && 'type' in response ? String(response.type) : ''
    return [`status ${answer.status} ${String(type)}, not ${status} ${wanted}`.trim()]
  }
  const mime = (value: string | undefined): string => value?.split(';', 1)[0] ?? ''
  const wantedType = mime(headers?.['content-type'])
  const type = mime(answer.headers['content-type'])
  // An empty answer has no type that matters.
  const types =
    isText(response) && response.text === ''
      ? []
      : wantedType === type
        ? []
        : [`content type ${type}, not ${wantedType}`]
  if (isBinary(response)) return [...types, ...imageDifferences(response, answer)]
  const expected = isText(response) ? response.text : response
  const found = world.bindings.differences(expected, answer.body)
  const isDecided = (difference: string): boolean =>
    decidedDifferences.some(({ what, calls }) => what.test(difference) && (calls?.test(name) ?? true))
  return [...types, ...found.filter((difference) => !isDecided(difference))]
}

type Binary = { readonly binary: true; readonly size?: string }

function isBinary(response: unknown): response is Binary {
  return typeof response === 'object' && response !== null && 'binary' in response
}

/** Of images the size counts; PNG has it at a fixed place, others are only looked at for being there. */
function imageDifferences({ size }: Binary, { bytes }: Answer): readonly string[] {
  if (bytes.length === 0) return ['the body is empty']
  if (size === undefined || bytes.toString('latin1', 1, 4) !== 'PNG') return []
  const actual = `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
  return actual === size ? [] : [`the image is ${actual}, not ${size}`]
}

function isText(response: unknown): response is { readonly text: string } {
  return typeof response === 'object' && response !== null && 'text' in response && 'bytes' in response
}

/** Recorded paths hold queries as they are read; on the way each value is encoded. */
function pathOf(world: World, { request }: Recorded): string {
  const [path = '', ...rest] = request.path.split('?')
  const filled = (text: string): string => String(world.bindings.fill(text))
  if (rest.length === 0) return `/v1${filled(path)}`
  const pairs = rest.join('?').split(/&(?=[\w[\]]+=)/)
  const query = pairs.map((pair) => {
    const end = pair.indexOf('=')
    return `${encodeURIComponent(pair.slice(0, end))}=${encodeURIComponent(filled(pair.slice(end + 1)))}`
  })
  return `/v1${filled(path)}?${query.join('&')}`
}

function bodyOf(world: World, { name, request }: Recorded, script: Script): unknown {
  if (typeof request.body !== 'object' || request.body === null) return request.body
  const filled = world.bindings.fill(request.body, script.times?.[name]) as Record<string, unknown> // an object stays one
  const secret = script.secrets?.[name]
  const value = typeof secret === 'function' ? secret(world) : secret
  return withSecrets(
    filled,
    (field) => script.secrets?.[`${name}.${field}`] ?? value ?? defaultSecrets[field] ?? 'x'.repeat(64),
    world,
  )
}

/** Values for secrets that a script does not name. */
const defaultSecrets: Readonly<Record<string, string>> = { password: 'Passw0rd-ada', otp: '000000' }

type Secret = string | ((world: World) => string)

function withSecrets(body: unknown, secretOf: (field: string) => Secret, world: World): unknown {
  if (Array.isArray(body)) return body.map((entry) => withSecrets(entry, secretOf, world))
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([field, value]) => {
      // Messages are blank in the recordings, in what was asked too.
      if (field === 'message' && value === '') return [field, 'Hello {{user}}']
      if (value !== '<secret>') return [field, withSecrets(value, secretOf, world)]
      const secret = secretOf(field)
      return [field, typeof secret === 'function' ? secret(world) : secret]
    }),
  )
}

import { hashPassword } from '../../packages/core/src/passwords/index.ts'
import type { App } from './app.ts'
import { load } from './load.ts'
import type { Figure } from './report.ts'

/** More than hash at a time, so that nothing but the hash can be what is waited for. */
const atOnce = 16
const password = 'correct horse battery'

/** Sign-ups and sign-ins against the hash alone, and what it costs to know a user. `express` is the bare one's rate. */
export async function measureIdentity(
  origin: string,
  { asUser, projectId }: App,
  { express, seconds }: { readonly express: number; readonly seconds: number },
): Promise<readonly Figure[]> {
  const call = async (path: string, body: object, status: number): Promise<void> => {
    const answer = await fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-appwrite-project': projectId },
      body: JSON.stringify(body),
    })
    if (answer.status !== status) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
    await answer.body?.cancel()
  }
  const emailOf = (n: number): string => `bench-${n}@example.com`
  let users = 0
  let visits = 0
  const signUp = (): Promise<void> =>
    call('/v1/account', { userId: 'unique()', email: emailOf(users++), password }, 201)
  const signIn = (): Promise<void> =>
    call('/v1/account/sessions/email', { email: emailOf(visits++ % atOnce), password }, 201)

  const hashes = await rate(seconds, () => hashPassword(password))
  const signUps = await rate(seconds, signUp)
  const signIns = await rate(seconds, signIn)
  const account = await load({ url: `${origin}/v1/account`, headers: asUser }, 64, seconds)
  const ofHash = (what: string, perSecond: number): Figure => ({
    what: `${what}, share of the hash alone`,
    value: (perSecond / hashes) * 100,
    unit: '%',
    note: `${perSecond.toFixed(1)} a second, hashes ${hashes.toFixed(1)}`,
    budget: { atLeast: 85 },
  })
  return [
    ofHash('sign-ups', signUps),
    ofHash('sign-ins', signIns),
    {
      what: 'the own account, 64 connections',
      value: account.perSecond,
      unit: '1/s',
      ofExpress: account.perSecond / express,
      note: `p50 ${account.p50Ms} ms, p99 ${account.p99Ms} ms`,
      budget: { atLeastOfExpress: 0.35 },
    },
  ]
}

/** How often something is done in a second, by as many lanes as there are. */
async function rate(seconds: number, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  let done = 0
  const lane = async (): Promise<void> => {
    while (performance.now() - begun < seconds * 1000) {
      await work()
      done++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return (done / (performance.now() - begun)) * 1000
}

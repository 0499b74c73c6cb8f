import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findChromium, openBrowser } from '#support/browser.ts'
import { aProject } from '#support/project.ts'
import { type Heard, inBrowser, inNode, type Manner, manners, type Place } from '#support/sdk-listener.ts'
import { until } from '#support/until.ts'
import { appFamilies, consoleFamilies, type Family, makeUnheardChanges, type Scene, theScene } from './families.ts'

/** One SDK in one place, with all that its subscriptions heard. */
type Listener = { readonly label: string; readonly channels: readonly string[]; readonly heard: Heard[] }
type Who = { readonly projectId: string; readonly session: string | undefined; readonly endpoint: string }

const chromium = findChromium()

describe('the official SDKs, under Node and in Chromium', () => {
  const stack = new AsyncDisposableStack()
  let scene: Scene
  let console: Who
  let places: readonly (readonly [string, Place])[]
  /** Signed in by the cookie of their site, and by what the SDK keeps where cookies of others are refused. */
  let visitors: readonly (readonly [string, Place, string])[]

  before(async () => {
    const project = await aProject()
    scene = await theScene(project)
    const session = project.owner.cookies.get('a_session_console')
    console = { projectId: 'console', endpoint: project.endpoint, session }
    const node = stack.use(inNode())
    places = [['Node', node]]
    visitors = []
    if (chromium === null) return
    const browser = stack.adopt(await openBrowser(chromium), (one) => one.close())
    places = [...places, ['Chromium', stack.use(await inBrowser(browser))]]
    const own = project.endpoint.replace('127.0.0.1', 'localhost')
    visitors = [
      ['Chromium with a cookie', stack.use(await inBrowser(browser)), own],
      ['Chromium without cookies', stack.use(await inBrowser(browser)), project.endpoint],
    ]
  })
  after(() => stack.disposeAsync())

  const namesFor = (families: readonly Family[], manner: Manner): readonly string[] => {
    const names = families.flatMap((family) => {
      const channels = family.channels(scene)
      if (manner !== 'newest') return channels
      // An account is its own alone, and named without an id: only channels of the URL lead to the other name.
      const named = channels.filter((channel) => !channel.startsWith('account.'))
      return [...named, ...(family.newest?.(scene) ?? []).map(String)]
    })
    return [...new Set(names)]
  }

  const listen = async (label: string, place: Place, manner: Manner, families: readonly Family[], who: Who) => {
    const { session, ...where } = who
    const listener: Listener = { label: `${label}, ${manner}`, channels: namesFor(families, manner), heard: [] }
    const options = { ...where, channels: listener.channels, ...(session === undefined ? {} : { session }) }
    await place.listen(manner, options, (heard) => listener.heard.push(heard))
    return listener
  }

  /** Makes a change until all have heard it: sockets open and sign in by and by. */
  const untilAllHear = async (listeners: readonly Listener[], change: () => Promise<unknown>): Promise<void> => {
    await until(
      async () => {
        await change()
        return listeners.every(({ heard }) => heard.length > 0)
      },
      { deadline: 10_000, what: 'the sockets of the SDKs' },
    )
    await untilQuiet(listeners)
    for (const { heard } of listeners) heard.length = 0
  }

  const walk = async (listeners: readonly Listener[], families: readonly Family[]): Promise<void> => {
    for (const family of families) {
      const { status, body } = await family.change(scene)
      assert.ok(status < 300, `${family.name}: ${JSON.stringify(body)}`)
      const event = family.event(scene)
      for (const listener of listeners) {
        const expected = namesFor([family], listener.label.endsWith('newest') ? 'newest' : 'service').toSorted()
        const those = () => listener.heard.filter(({ events }) => events.includes(event)).map(({ channel }) => channel)
        await until(() => those().length >= expected.length, { what: `${event} in ${listener.label}` }).catch(
          () => null,
        )
        assert.deepEqual(
          those().toSorted(),
          expected,
          `${event} in ${listener.label}: heard ${JSON.stringify(listener.heard.map(({ events }) => events[0]))}`,
        )
      }
    }
  }

  it('hear every family of channels that apps have', { timeout: 120_000 }, async () => {
    const { project, ada } = scene
    const listeners: Listener[] = []
    for (const [, place, endpoint] of visitors) {
      const { secret } = (await project.server.post(`/v1/users/${ada.id}/tokens`)).body
      await place.signIn({ projectId: project.id, endpoint }, ada.id, secret)
    }
    for (const manner of manners) {
      for (const [label, place] of places) {
        const who = { projectId: project.id, endpoint: project.endpoint, session: ada.session }
        listeners.push(await listen(label, place, manner, appFamilies, who))
      }
      for (const [label, place, endpoint] of visitors) {
        const who = { projectId: project.id, endpoint, session: undefined }
        listeners.push(await listen(label, place, manner, appFamilies, who))
      }
    }
    let prefs = 0
    await untilAllHear(listeners, () => ada.patch('/v1/account/prefs', { prefs: { n: ++prefs } }))
    await walk(listeners, appFamilies)
    await makeUnheardChanges(scene)
    await ada.patch('/v1/account/prefs', { prefs: { n: 'last' } })
    const last = `users.${ada.id}.update.prefs`
    for (const { label, heard } of listeners) {
      await until(() => heard.some(({ events }) => events.includes(last)), { what: `the last event in ${label}` })
      const others = heard.filter(({ events }) => !isOf(appFamilies, events) && !events.includes(last))
      assert.deepEqual(others, [], label)
    }
  })

  it('hear what the console hears of its projects', { timeout: 60_000 }, async () => {
    const listeners: Listener[] = []
    for (const manner of manners) {
      for (const [label, place] of places) {
        listeners.push(await listen(label, place, manner, consoleFamilies, console))
      }
    }
    await untilAllHear(listeners, () => scene.ada.get('/v1/ping'))
    await walk(listeners, consoleFamilies)
  })

  it('hear the counters of the console, and its test of itself', { timeout: 60_000 }, async () => {
    const counted: Family = { name: 'counters', event: () => '', channels: () => ['project'], change: never }
    const tested: Family = { ...counted, channels: () => ['tests'] }
    const waiting: (readonly [Listener, string])[] = []
    for (const manner of manners) {
      for (const [label, place] of places) {
        waiting.push([await listen(label, place, manner, [counted], console), 'stats.connections'])
        waiting.push([await listen(label, place, manner, [tested], { ...console, session: undefined }), 'test.event'])
      }
    }
    for (const [{ label, heard }, event] of waiting) {
      const what = `${event} in ${label}`
      await until(() => heard.some(({ events }) => events.includes(event)), { deadline: 8000, what })
    }
  })

  const isOf = (families: readonly Family[], events: readonly string[]): boolean =>
    families.some((family) => events.includes(family.event(scene)))
})

function never(): Promise<never> {
  return Promise.reject(new Error('nothing changes here'))
}

/** Waits until what is under way has arrived: nothing more comes for a while. */
async function untilQuiet(listeners: readonly Listener[]): Promise<void> {
  const total = (): number => listeners.reduce((sum, { heard }) => sum + heard.length, 0)
  for (let before = -1; before !== total();) {
    before = total()
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

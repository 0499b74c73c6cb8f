import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type AppSettings, useApp } from './quickstart/app.ts'
import { findChromium } from '#support/browser.ts'
import { useAppInBrowser } from './quickstart/browser.ts'
import { newOwner, type NewProject, openProject } from './quickstart/console.ts'
import { deployFunction } from './quickstart/functions.ts'
import { generations, openWindow, type Sdks } from './quickstart/sdks.ts'
import { buildDatabases } from './quickstart/server.ts'

export type QuickstartOptions = {
  /** As SDKs are given it: `http://localhost:8080/v1`. The instance is fresh: nobody has signed up on its console. */
  readonly endpoint: string
  /** Runs one named step; a test may make a subtest of it. */
  readonly step?: (name: string, work: () => Promise<void>) => Promise<void>
}

const plainStep = (_name: string, work: () => Promise<void>): Promise<void> => work()

/**
 * Takes a fresh Basalt from its first console user to a first app, with the official SDKs unchanged: those of the
 * protocol's time, and then the newest ones. The app's part runs in Node and, where there is one, in a real Chromium.
 */
export async function quickstart({ endpoint, step = plainStep }: QuickstartOptions): Promise<void> {
  const owner = newOwner()
  const projects: { readonly sdks: Sdks; readonly project: NewProject }[] = []
  for (const [index, sdks] of generations.entries()) {
    const isFirst = index === 0
    let settings: AppSettings | null = null
    await step(`${sdks.name}: the console`, async () => {
      const project = await openProject(sdks, { endpoint, owner, signUp: isFirst })
      projects.push({ sdks, project })
      const table = await buildDatabases(sdks, endpoint, project)
      settings = { endpoint, projectId: project.projectId, ...table, tag: '' }
    })
    const app = (): AppSettings => {
      assert.ok(settings, 'the project was not made')
      return { ...settings, tag: randomBytes(4).toString('hex') }
    }
    await step(`${sdks.name}: the app in Node`, async () => {
      const closeWindow = openWindow()
      try {
        assert.ok((await useApp(sdks.web, app())).length > 0)
      } finally {
        closeWindow()
      }
    })
    const browser = findChromium()
    if (browser === null) continue
    await step(`${sdks.name}: the app in Chromium`, async () => {
      const seen = await useAppInBrowser(browser, isFirst ? 'appwrite' : 'appwrite-latest', app())
      assert.ok(seen.length > 0)
    })
  }
  // Last, as a container that comes or goes changes the machine's network, and Chromium then gives up its requests.
  for (const { sdks, project } of projects) {
    await step(`${sdks.name}: a function`, () => deployFunction(sdks, endpoint, project))
  }
}

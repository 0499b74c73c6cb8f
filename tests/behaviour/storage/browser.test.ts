import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page as Tab } from 'playwright-core'
import type * as Sdk from 'appwrite'
import { findChromium, openBrowser, servePage } from '#support/browser.ts'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { upload } from '#support/upload.ts'

const chromium = findChromium()
const mib = 1024 * 1024
const sizes = [0, 1, 5 * mib, 5 * mib + 1, 100 * mib]
const sdk = readFileSync(fileURLToPath(import.meta.resolve('appwrite')).replace(/dist.*$/, 'dist/iife/sdk.js'))
const script = `document.title = 'script ran'; fetch('/v1/account')`

/** Files that would run a script, if the browser took them for what they say they are. */
const hostile: Readonly<Record<string, string>> = {
  'page.html': `<!doctype html><html><body><h1>Hi</h1><script>${script}</script><img src=x onerror="${script}"></body></html>`,
  'picture.svg': `<svg xmlns="http://www.w3.org/2000/svg" onload="${script}"><script>${script}</script></svg>`,
  'page.xhtml': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><script>${script}</script></body></html>`,
  'lies.png': `<html><script>${script}</script></html>`,
  'data.xml': `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">${script}</x:script>`,
}

describe('files in a browser', { skip: chromium === null && 'no Chromium' }, () => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let project: TestProject
  let browser: Browser
  let app: Tab
  before(async () => {
    server = stack.adopt(await aServer({ BASALT_STORAGE_MAX_FILE_BYTES: String(200 * mib) }), (one) => one.close())
    project = await aProject({ on: server })
    browser = stack.adopt(await openBrowser(chromium ?? ''), (one) => one.close())
    const page = stack.use(await servePage(sdk))
    app = await browser.newPage()
    await app.goto(page.address)
    const permissions = ['create("any")', 'read("any")']
    const bucket = { bucketId: 'files', name: 'Files', permissions, encryption: true }
    expectStatus(await project.server.post('/v1/storage/buckets', bucket), 201)
  })
  after(() => stack.disposeAsync())

  for (const size of sizes) {
    it(`come back as the SDK sent them: ${size} bytes`, async () => {
      const result = await app.evaluate(
        async ({ endpoint, projectId, bytes }) => {
          const { Appwrite } = globalThis as unknown as { Appwrite: typeof Sdk }
          const client = new Appwrite.Client().setEndpoint(endpoint).setProject(projectId)
          const storage = new Appwrite.Storage(client)
          const block = crypto.getRandomValues(new Uint8Array(65_536))
          const blocks = Array.from({ length: Math.ceil(bytes / block.length) }, () => block)
          const sent = new Blob(blocks).slice(0, bytes)
          const digest = async (blob: Blob): Promise<string> =>
            [...new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))].join(' ')
          let progress = 0
          const made = await storage.createFile({
            bucketId: 'files',
            fileId: `size-${bytes}`,
            file: new File([sent], 'file.bin'),
            onProgress: (step) => (progress = step.progress),
          })
          const url = storage.getFileDownload({ bucketId: 'files', fileId: made.$id })
          const back = await (await fetch(url)).blob()
          return { made, progress, same: (await digest(back)) === (await digest(sent)), size: back.size }
        },
        { endpoint: project.endpoint, projectId: project.id, bytes: size },
      )
      assert.equal(result.size, size)
      assert.ok(result.same)
      assert.equal(result.made.chunksUploaded, result.made.chunksTotal)
      if (size > 5 * mib) assert.equal(result.progress, 100)
    })
  }

  it('run no script on the origin of the API, whatever they say they are', async () => {
    const control = await browser.newPage()
    await control.setContent(hostile['page.html'] ?? '')
    assert.equal(await control.title(), 'script ran')
    await control.close()
    for (const [name, text] of Object.entries(hostile)) {
      const fileId = name.replace('.', '-')
      expectStatus(await upload(project.server, 'files', fileId, Buffer.from(text), { name }), 201)
      const url = `${project.endpoint}/storage/buckets/files/files/${fileId}/view?project=${project.id}`
      const tab = await browser.newPage()
      const asked: string[] = []
      tab.on('request', (request) => asked.push(request.url()))
      await tab.goto(url)
      await tab.waitForTimeout(50)
      assert.notEqual(await tab.title(), 'script ran', name)
      assert.ok(!asked.some((address) => address.includes('/v1/account')), name)
      // Framed by a page of somebody else too.
      await tab.setContent(`<iframe src="${url}"></iframe><object data="${url}"></object><embed src="${url}">`)
      await tab.waitForTimeout(50)
      assert.ok(!asked.some((address) => address.includes('/v1/account')), name)
      await tab.close()
      const answer = await fetch(url)
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    }
  })

  it('are saved, and not shown, when they are downloaded', async () => {
    const tab = await browser.newPage()
    const saved = tab.waitForEvent('download')
    const url = `${project.endpoint}/storage/buckets/files/files/page-html/download?project=${project.id}`
    await tab.goto(url).catch(() => undefined) // a navigation that becomes a download is given up
    assert.equal((await saved).suggestedFilename(), 'page.html')
    await tab.close()
  })
})

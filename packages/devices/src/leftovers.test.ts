import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, it } from 'node:test'
import { LocalDevice } from './local.ts'

let folder: string
const long = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000)
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'basalt-leftovers-'))
})
after(() => rm(folder, { recursive: true }))

it('what nobody has written to for a day goes, and nothing else', async () => {
  const device = new LocalDevice(folder)
  assert.equal(await device.sweep(new Date()), 0)
  await device.write('files/a', Readable.from([Buffer.from('kept')]))
  const incoming = join(folder, '.incoming')
  await writeFile(join(incoming, 'old'), 'x')
  await writeFile(join(incoming, 'new'), 'x')
  // A folder is as young as the youngest file in it.
  await mkdir(join(incoming, 'busy'))
  await writeFile(join(incoming, 'busy', '0'), 'x')
  await mkdir(join(incoming, 'left'))
  await writeFile(join(incoming, 'left', '0'), 'x')
  for (const path of ['old', 'busy', 'left/0', 'left']) await utimes(join(incoming, path), long, long)
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000)
  assert.equal(await device.sweep(yesterday), 2)
  assert.deepEqual((await readdir(incoming)).toSorted(), ['busy', 'new'])
  const bytes: Uint8Array[] = []
  for await (const chunk of device.read('files/a')) bytes.push(chunk)
  assert.equal(Buffer.concat(bytes).toString(), 'kept')
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { Undecodable } from './decode.ts'
import { type PreviewOptions, Previews } from './previews.ts'
import type { PreviewSource } from './source.ts'

const plain: PreviewOptions = {
  width: 0,
  height: 0,
  gravity: 'center',
  quality: -1,
  borderWidth: 0,
  borderColor: '',
  borderRadius: 0,
  opacity: 1,
  rotation: 0,
  background: '',
  output: null,
}
const previews = new Previews(1_000_000)
type Pixel = readonly [number, number, number, number]
const red: Pixel = [255, 0, 0, 255]
const blue: Pixel = [0, 0, 255, 255]
const clear: Pixel = [0, 0, 0, 0]

function source(bytes: Buffer, mimeType: string, name = 'file'): PreviewSource {
  const version = createHash('md5').update(bytes).digest('hex')
  return {
    name,
    mimeType,
    version,
    sizeBytes: bytes.length,
    open: () => Readable.from([bytes], { objectMode: false }),
    shelf: null,
  }
}

/** The left half is red, the right one blue. */
async function halves(width: number, height: number): Promise<Buffer> {
  const half = { width: Math.floor(width / 2), height, channels: 4 as const, background: '#f00' }
  return sharp({ create: { width, height, channels: 4, background: '#00f' } })
    .composite([{ input: await sharp({ create: half }).png().toBuffer(), left: 0, top: 0 }])
    .png()
    .toBuffer()
}

async function pixelAt(bytes: Buffer, x: number, y: number): Promise<Pixel> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (((y + info.height) % info.height) * info.width + ((x + info.width) % info.width)) * 4
  const [r = 0, g = 0, b = 0, a = 0] = data.subarray(at, at + 4)
  return [r, g, b, a]
}

function assertNear(actual: Pixel, expected: Pixel, by = 3): void {
  const isNear = actual.every((value, index) => Math.abs(value - (expected[index] ?? 0)) <= by)
  assert.ok(isNear, `${actual.join(' ')} instead of ${expected.join(' ')}`)
}

async function sidesOf(bytes: Buffer): Promise<string> {
  const { width, height } = await sharp(bytes).metadata()
  return `${width}x${height}`
}

describe('the preview of a picture', () => {
  let picture: Buffer
  before(async () => {
    picture = await halves(64, 48)
  })
  const show = (options: Partial<PreviewOptions>, name?: string) =>
    previews.render(source(picture, 'image/png', name), { ...plain, output: name ? null : 'png', ...options })

  it('has the sides that are asked for, and rounds what follows from them down', async () => {
    const sizes: readonly [Partial<PreviewOptions>, string][] = [
      [{}, '64x48'],
      [{ width: 17 }, '17x12'],
      [{ width: 10 }, '10x7'],
      [{ width: 32 }, '32x24'],
      [{ height: 12 }, '16x12'],
      [{ width: 30, height: 30 }, '30x30'],
      [{ width: 30, height: 30, gravity: 'top-left' }, '30x30'],
      [{ width: 200 }, '200x150'],
      [{ borderWidth: 2, borderColor: 'ff0000' }, '68x52'],
      [{ borderRadius: 5 }, '64x48'],
      [{ rotation: -90 }, '48x64'],
      [{ rotation: 180 }, '64x48'],
      [{ rotation: 360 }, '64x48'],
      [{ background: 'ff0000' }, '64x48'],
      [{ opacity: 0.5 }, '64x48'],
      [{ width: 20, borderWidth: 3, rotation: 90 }, '21x26'],
    ]
    for (const [options, expected] of sizes)
      assert.equal(await sidesOf((await show(options)).bytes), expected, JSON.stringify(options))
  })

  it('is as large as it may be', async () => {
    assert.equal(await sidesOf((await show({ width: 4000 })).bytes), '4000x3000')
  })

  it('keeps the part that gravity names', async () => {
    const kept = async (gravity: PreviewOptions['gravity'], x: number) =>
      pixelAt((await show({ width: 12, height: 48, gravity })).bytes, x, 20)
    assertNear(await kept('left', -1), red)
    assertNear(await kept('right', 0), blue)
    assertNear(await kept('center', 0), red)
    assertNear(await kept('center', -1), blue)
    assertNear(await kept('bottom-left', -1), red)
    assertNear(await kept('top-right', 0), blue)
  })

  it('fades by its opacity, and lets the background through', async () => {
    assertNear(await pixelAt((await show({ opacity: 0.5 })).bytes, 5, 5), [255, 0, 0, 128])
    assertNear(await pixelAt((await show({ opacity: 0 })).bytes, 5, 5), [255, 0, 0, 0])
    const mixed = await show({ opacity: 0.5, background: '00ff00' })
    assertNear(await pixelAt(mixed.bytes, 5, 5), [128, 127, 0, 255])
  })

  it('has a border around it, black when no colour is given', async () => {
    const { bytes } = await show({ borderWidth: 4, borderColor: '0f0' })
    assert.deepEqual(await pixelAt(bytes, 3, 3), [0, 255, 0, 255])
    assert.deepEqual(await pixelAt(bytes, 4, 4), red)
    assert.deepEqual(await pixelAt((await show({ borderWidth: 1 })).bytes, 0, 0), [0, 0, 0, 255])
  })

  it('has round corners, which are transparent, and black in JPEG', async () => {
    const { bytes } = await show({ borderRadius: 12, background: '0f0' })
    assert.equal((await pixelAt(bytes, 0, 0))[3], 0)
    assert.equal((await pixelAt(bytes, -1, -1))[3], 0)
    assert.deepEqual(await pixelAt(bytes, 12, 0), red)
    assertNear(await pixelAt((await show({ width: 200, borderRadius: 60, output: 'jpg' })).bytes, 0, 0), [0, 0, 0, 255])
  })

  it('turns clockwise, with corners that are transparent', async () => {
    assert.deepEqual(await pixelAt((await show({ rotation: 90 })).bytes, 10, 0), red)
    assert.deepEqual(await pixelAt((await show({ rotation: -90 })).bytes, 10, 0), blue)
    const { bytes } = await show({ rotation: 45 })
    assert.deepEqual(await pixelAt(bytes, 0, 0), clear)
  })

  it('comes in each format', async () => {
    const types = {
      jpg: 'image/jpeg',
      jpeg: 'image/jpeg',
      png: 'image/png',
      gif: 'image/gif',
      webp: 'image/webp',
      avif: 'image/avif',
      heic: 'image/avif',
    } as const
    for (const [output, contentType] of Object.entries(types)) {
      const made = await show({ width: 32, output: output as keyof typeof types }) // the keys of `types`
      const { format, width, height } = await sharp(made.bytes).metadata()
      assert.equal(made.contentType, contentType)
      assert.equal(format === 'heif' ? 'avif' : format, contentType.slice('image/'.length))
      assert.equal(`${width}x${height}`, '32x24')
    }
  })

  it('has the format of its name, else its own, else JPEG', async () => {
    const named = async (name: string) => (await show({ width: 4 }, name)).contentType
    assert.equal(await named('a.PNG'), 'image/png')
    assert.equal(await named('a.b.webp'), 'image/webp')
    assert.equal(await named('a.bin'), 'image/jpeg')
    assert.equal(await named('a'), 'image/png')
  })

  it('is smaller with less quality', async () => {
    const noise = {
      width: 100,
      height: 100,
      channels: 3 as const,
      noise: { type: 'gaussian' as const, mean: 128, sigma: 40 },
    }
    const grain = await sharp({ create: { ...noise, background: '#000' } })
      .png()
      .toBuffer()
    const sizeOf = async (output: PreviewOptions['output'], quality: number) =>
      (await previews.render(source(grain, 'image/png'), { ...plain, output, quality })).bytes.length
    for (const output of ['jpg', 'webp', 'avif'] as const)
      assert.ok((await sizeOf(output, 0)) < (await sizeOf(output, 100)), output)
    assert.ok((await sizeOf('png', 0)) <= (await sizeOf('png', 100)))
  })

  it('stands upright, and tells nothing of the camera', async () => {
    const photo = await sharp(await halves(64, 48))
      .withExif({ IFD0: { Copyright: 'Ada' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const { bytes } = await previews.render(source(photo, 'image/jpeg'), { ...plain, width: 24 })
    const { width, height, exif, orientation } = await sharp(bytes).metadata()
    assert.deepEqual(
      { width, height, exif, orientation },
      { width: 24, height: 32, exif: undefined, orientation: undefined },
    )
    assertNear(await pixelAt(bytes, 10, 2), red, 12)
  })
})

describe('a preview that is asked for again', () => {
  it('is at hand, unless the bytes or what is asked for changed', async () => {
    const first = source(await halves(64, 48), 'image/png', 'a.png')
    const asked = { ...plain, width: 9 }
    assert.equal((await previews.render(first, asked)).wasKept, false)
    const again = await previews.render({ ...first, open: () => assert.fail('it is at hand') }, { ...asked })
    assert.equal(again.wasKept, true)
    assert.equal(await sidesOf(again.bytes), '9x6')
    assert.equal((await previews.render(first, { ...asked, rotation: 1 })).wasKept, false)
    assert.equal((await previews.render({ ...first, version: 'newer' }, asked)).wasKept, false)
    assert.equal((await previews.render({ ...first, name: 'a.jpg' }, asked)).contentType, 'image/jpeg')
  })
})

describe('the preview of an animation', () => {
  let moving: Buffer
  before(async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0', '#00f'].map((background) =>
        sharp({ create: { width: 10, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    moving = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 200, 300], loop: 2 })
      .toBuffer()
  })

  it('moves as the original does, when the format can', async () => {
    for (const output of ['gif', 'webp'] as const) {
      const options = { ...plain, output, width: 50, borderWidth: 1, rotation: 90 }
      const { bytes } = await previews.render(source(moving, 'image/gif'), options)
      const { pages, width, height, delay, loop } = await sharp(bytes, { animated: false }).metadata()
      assert.deepEqual(
        { pages, width, height, delay, loop },
        { pages: 3, width: 42, height: 52, delay: [100, 200, 300], loop: 2 },
        output,
      )
      const last = await sharp(bytes, { page: 2 }).png().toBuffer()
      assertNear(await pixelAt(last, 20, 20), blue, 8)
    }
  })

  it('shows the first frame elsewhere, and where all would be too many pixels', async () => {
    const still = await previews.render(source(moving, 'image/gif'), { ...plain, output: 'png' })
    assert.deepEqual(await pixelAt(still.bytes, 3, 3), red)
    const many = Buffer.from(
      Array.from({ length: 10 * 8 * 3 * 60 }, (_, index) => (Math.floor(index / 240) * 97) % 256),
    )
    const raw = { width: 10, height: 8 * 60, channels: 3 as const, pageHeight: 8 }
    const long = source(await sharp(many, { raw }).gif().toBuffer(), 'image/gif')
    const large = await previews.render(long, { ...plain, output: 'gif', width: 600, height: 500 })
    const small = await previews.render(long, { ...plain, output: 'gif', width: 20 })
    assert.equal((await sharp(small.bytes).metadata()).pages, 60)
    assert.equal((await sharp(large.bytes).metadata()).pages ?? 1, 1)
  })
})

describe('the placeholder', () => {
  const never: PreviewSource = {
    name: 'a.png',
    mimeType: 'text/plain',
    sizeBytes: 3,
    version: 'text',
    open: () => assert.fail('the file is not needed'),
    shelf: null,
  }

  it('stands for what is no picture, sized like one, and is a PNG', async () => {
    const large = await previews.render(never, plain)
    assert.equal(large.contentType, 'image/png')
    assert.equal(await sidesOf(large.bytes), '1200x800')
    assert.deepEqual(await pixelAt(large.bytes, 0, 0), [0xec, 0xef, 0xf1, 255])
    assert.equal(await sidesOf((await previews.render(never, { ...plain, width: 20 })).bytes), '20x13')
    assert.equal(await sidesOf((await previews.render(never, { ...plain, width: 10 })).bytes), '10x6')
    const green = await previews.render({ ...never, mimeType: '' }, { ...plain, background: '0f0', output: 'webp' })
    assert.equal(green.contentType, 'image/webp')
    assertNear(await pixelAt(green.bytes, 0, 0), [0, 255, 0, 255], 8)
  })

  it('tells videos and pictures from other files', async () => {
    const of = async (mimeType: string) =>
      (await previews.render({ ...never, mimeType, sizeBytes: 2_000_000 }, plain)).bytes.toString('base64')
    assert.equal(new Set([await of('text/plain'), await of('video/mp4'), await of('image/png')]).size, 3)
  })

  it('stands for pictures that are too large, in bytes or in pixels', async () => {
    const endless = function* () {
      for (;;) yield Buffer.alloc(65_536)
    }
    const liar = {
      ...never,
      version: 'liar',
      mimeType: 'image/png',
      open: () => Readable.from(endless(), { objectMode: false }),
    }
    assert.equal(await sidesOf((await previews.render(liar, plain)).bytes), '1200x800')
    const wide = { width: 8000, height: 6400, channels: 3 as const, background: '#000' }
    const bomb = await sharp({ create: wide }).png().toBuffer()
    assert.equal(await sidesOf((await previews.render(source(bomb, 'image/png'), plain)).bytes), '1200x800')
  })
})

/** 16x12 red pixels, packed with HEVC. */
const heic = Buffer.from(
  [
    'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAXxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA',
    'ACJpbG9jAAAAAERAAAEAAQAAAAABoAABAAAAAAAAACYAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt',
    'AAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA',
    'AAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAAABNjb2xybmNs',
    'eAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAEAAAAAEAAAAMAAAAAf///9AAAAAC////zAAAAAIAAAAQcGl4',
    'aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAALm1kYXQAAAAiKAGvBRITTOD6ulI7n+NYfHwG3l7PlazvFvyglVoQ',
    'kfFbQA==',
  ].join(''),
  'base64',
)

describe('a HEIC picture', () => {
  it('is shown as a placeholder while its codec is not there', async () => {
    const { bytes, contentType } = await previews.render(source(heic, 'image/heic', 'a.heic'), { ...plain, width: 30 })
    assert.equal(contentType, 'image/png')
    assert.equal(await sidesOf(bytes), '30x20')
  })

  it('is shown as it is when it is packed freely', async () => {
    const free = await sharp(await halves(64, 48))
      .avif()
      .toBuffer()
    const { bytes, contentType } = await previews.render(source(free, 'image/heic', 'a.heic'), { ...plain, width: 32 })
    assert.equal(contentType, 'image/avif')
    assert.equal(await sidesOf(bytes), '32x24')
  })
})

describe('what cannot be shown', () => {
  it('is refused: broken pictures, drawings under the type of a picture, results that are too large', async () => {
    const picture = await halves(64, 48)
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
    const line = await halves(2, 3000)
    const refused = (bytes: Buffer, options: Partial<PreviewOptions> = {}) =>
      assert.rejects(previews.render(source(bytes, 'image/png'), { ...plain, ...options }), Undecodable)
    await refused(picture.subarray(0, 60))
    await refused(Buffer.from('no picture'))
    await refused(Buffer.alloc(0))
    await refused(drawing)
    await refused(line, { width: 4000 })
  })

  it('does not become unreadable when the file itself cannot be read', async () => {
    const failing = function* (): Generator<Uint8Array> {
      yield Buffer.alloc(1)
      throw new Error('lost')
    }
    const lost = { ...source(Buffer.alloc(1), 'image/png'), open: () => Readable.from(failing()) }
    await assert.rejects(previews.render(lost, plain), /lost/)
  })

  it('are made once when they are asked for at the same time, and refused when too many wait', async () => {
    const fresh = new Previews(1_000_000)
    const picture = source(await halves(40, 20), 'image/png')
    const same = await Promise.all(Array.from({ length: 5 }, () => fresh.render(picture, { ...plain, width: 10 })))
    assert.equal(same.filter(({ wasKept }) => !wasKept).length, 1)
    const many = Array.from({ length: 250 }, (_, index) =>
      fresh.render(picture, { ...plain, width: index + 1, height: 9 }),
    )
    const ends = await Promise.allSettled(many)
    const refused = ends.filter((end) => end.status === 'rejected')
    assert.equal(refused.length, 250 - 2 - 200)
    for (const { reason } of refused) assert.equal(reason.type, 'general_service_unavailable')
  })
})

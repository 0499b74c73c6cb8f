import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { hash as bcryptHash } from '@node-rs/bcrypt'
import { hashPassword, importedPassword, type ImportedPassword, verifyPassword } from './index.ts'

const digest = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex')

/** A hash of each kind that other systems made, with the password that it belongs to. */
const vectors: readonly (readonly [string, string, ImportedPassword])[] = [
  ['md5', 'password', { kind: 'md5', password: '5f4dcc3b5aa765d61d8327deb882cf99' }],
  ['md5 in upper case', 'password', { kind: 'md5', password: '5F4DCC3B5AA765D61D8327DEB882CF99' }],
  ['phpass, portable', 'test12345', { kind: 'phpass', password: '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0' }],
  [
    'scrypt (RFC 7914)',
    'password',
    {
      kind: 'scrypt',
      password:
        'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
      settings: { costCpu: 1024, costMemory: 8, costParallel: 16, length: 64, salt: 'NaCl' },
    },
  ],
  [
    'scrypt, modified (published by Firebase)',
    'user1password',
    {
      kind: 'scryptMod',
      password: 'lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==',
      settings: {
        salt: '42xEC+ixf3L2lw==',
        saltSeparator: 'Bw==',
        signerKey: 'jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==',
      },
    },
  ],
  ...[
    'sha1',
    'sha224',
    'sha256',
    'sha384',
    'sha512',
    'sha512/224',
    'sha512/256',
    'sha3-224',
    'sha3-256',
    'sha3-384',
    'sha3-512',
  ].map((version): readonly [string, string, ImportedPassword] => [
    version,
    'Grace Hopper',
    { kind: 'sha', version, password: digest(version.replace('/', '-'), 'Grace Hopper') },
  ]),
  ['sha without a version', 'Grace Hopper', { kind: 'sha', version: '', password: digest('sha256', 'Grace Hopper') }],
]

describe('passwords', () => {
  it('verifies what it hashed, and nothing else', async () => {
    const stored = { password: await hashPassword('correct horse'), hash: 'argon2', hashOptions: {} }
    assert.match(stored.password, /^\$argon2id\$v=19\$m=65536,t=4,p=3\$/)
    assert.equal(await verifyPassword(stored, 'correct horse'), true)
    assert.equal(await verifyPassword(stored, 'correct Horse'), false)
  })

  for (const [name, password, imported] of vectors) {
    it(`verifies an imported hash: ${name}`, async () => {
      assert.equal(await verifyPassword(importedPassword(imported), password), true)
      assert.equal(await verifyPassword(importedPassword(imported), `${password}x`), false)
    })
  }

  it('verifies bcrypt, also where phpass fell back to it', async () => {
    const password = (await bcryptHash('Ada Lovelace', { cost: 4, version: '2a' })).replace('$2a$', '$2y$')
    assert.equal(await verifyPassword(importedPassword({ kind: 'bcrypt', password }), 'Ada Lovelace'), true)
    assert.equal(await verifyPassword(importedPassword({ kind: 'phpass', password }), 'Ada Lovelace'), true)
    assert.equal(await verifyPassword(importedPassword({ kind: 'bcrypt', password }), 'ada lovelace'), false)
  })

  it('takes malformed and oversized hashes for wrong passwords', async () => {
    for (const kind of ['argon2', 'bcrypt', 'phpass'] as const) {
      assert.equal(await verifyPassword(importedPassword({ kind, password: 'no hash at all' }), 'whatever'), false)
    }
    const huge = '$argon2id$v=19$m=4194304,t=4,p=3$dGhlcmUgaXMgbm8gdXNlcg$P0xjFJ3cRjq4mSjwTq5sSRfZ0kDcUUFnkWqQvTqzr0o'
    assert.equal(await verifyPassword(importedPassword({ kind: 'argon2', password: huge }), 'whatever'), false)
  })

  it('refuses scrypt settings that cannot be, or would exhaust the machine', () => {
    const settings = { costCpu: 16, costMemory: 8, costParallel: 1, length: 64, salt: 'sodium' }
    for (const bad of [{ costCpu: 17 }, { costCpu: 1 }, { costMemory: 0 }, { length: 15 }, { costCpu: 2 ** 30 }]) {
      const given = { kind: 'scrypt', password: 'f'.repeat(64), settings: { ...settings, ...bad } } as const
      assert.throws(() => importedPassword(given), { type: 'general_argument_invalid' })
    }
  })

  it('leaves a thread to files, whatever kind of hashes many verify at once', async () => {
    const settings = { costCpu: 65_536, costMemory: 8, costParallel: 1, length: 64, salt: 'sodium' }
    const slow: readonly ImportedPassword[] = [
      { kind: 'bcrypt', password: await bcryptHash('Ada Lovelace', { cost: 11, version: '2a' }) },
      { kind: 'phpass', password: await bcryptHash('Ada Lovelace', { cost: 11, version: '2a' }) },
      { kind: 'scrypt', password: 'f'.repeat(128), settings },
    ]
    for (const imported of slow) {
      const stored = importedPassword(imported)
      let verified = 0
      const many = Array.from({ length: 6 }, () => verifyPassword(stored, 'wrong').then(() => verified++))
      await stat(import.meta.dirname)
      assert.equal(verified, 0, `a file waited for ${imported.kind}`)
      await Promise.all(many)
    }
  })

  it('takes as much work for nobody as for a wrong password', async () => {
    const stored = { password: await hashPassword('correct horse'), hash: 'argon2', hashOptions: {} }
    const md5 = importedPassword({ kind: 'md5', password: '5f4dcc3b5aa765d61d8327deb882cf99' })
    /** CPU time of this process: less than by the clock, it depends on what else the machine does. */
    const work = async (against: Parameters<typeof verifyPassword>[0]): Promise<number> => {
      const times = []
      for (let round = 0; round < 3; round++) {
        const start = process.cpuUsage()
        assert.equal(await verifyPassword(against, 'wrong horse'), false)
        const { user, system } = process.cpuUsage(start)
        times.push((user + system) / 1000)
      }
      return Math.min(...times)
    }
    const usual = await work(stored)
    for (const other of [null, md5, { ...stored, password: null }]) {
      const took = await work(other)
      assert.ok(took > usual / 3 && took < usual * 3, `${took} ms against ${usual} ms`)
    }
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cookieDomain, isSameSite, registrableDomain } from './site.ts'

describe('sites and the cookies they share', () => {
  it('finds what one owner has registered', () => {
    const expected = {
      'api.example.com': 'example.com',
      'Example.COM': 'example.com',
      'a.b.example.co.uk': 'example.co.uk',
      'example.com.br': 'example.com.br',
      'mine.vercel.app': 'mine.vercel.app',
      'a.mine.github.io': 'mine.github.io',
    }
    for (const [host, site] of Object.entries(expected)) assert.equal(registrableDomain(host), site)
  })

  it('finds nothing in addresses, single names, private networks and registries', () => {
    for (const host of [
      'localhost',
      '127.0.0.1',
      '[::1]',
      '10.0.0.7',
      'app.localhost',
      'db.internal',
      'nas.local',
      'co.uk',
      'vercel.app',
      'basalt',
      '',
    ]) {
      assert.equal(registrableDomain(host), '', host)
    }
  })

  it('takes pages for the same site only under one registered name', () => {
    assert.equal(isSameSite('api.example.com', 'www.example.com'), true)
    assert.equal(isSameSite('api.example.com', 'example.org'), false)
    assert.equal(isSameSite('one.vercel.app', 'two.vercel.app'), false)
    assert.equal(isSameSite('localhost', 'localhost'), false)
    assert.equal(isSameSite('127.0.0.1', '127.0.0.1'), false)
  })

  it('gives cookies a domain where hosts can have one', () => {
    assert.equal(cookieDomain('api.example.com'), '.api.example.com')
    for (const host of ['localhost', '192.168.0.1', '[::1]']) assert.equal(cookieDomain(host), null)
  })
})

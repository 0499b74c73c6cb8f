import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isAllowedOrigin, isAllowedRedirect } from './origins.ts'
import type { Project } from './project.ts'
import { newProjectSettings } from './settings.ts'

const project: Project = {
  id: 'shop',
  name: 'Shop',
  teamId: 'team',
  schema: 'basalt_shop',
  version: 1,
  settings: newProjectSettings,
  platforms: [{ type: 'web', hostname: '*.shop.example', key: '' }],
  hasListeners: false,
  hasFunctions: false,
}
const context = { project, hostname: 'api.example', hasDevKey: false }

describe('origins and redirects of a project', () => {
  it('are those of its platforms, the local machine and the own host', () => {
    const known = ['https://www.shop.example/a', 'http://LOCALHOST:3000', 'https://api.example', 'exp://anything']
    for (const url of known) assert.equal(isAllowedOrigin(url, project, 'api.example'), true, url)
    const unknown = ['https://shop.example', 'https://evil.example', 'javascript://localhost', 'localhost', 'https://']
    for (const url of unknown) assert.equal(isAllowedOrigin(url, project, 'api.example'), false, url)
  })

  it('are read as browsers read them', () => {
    const disguised = [
      'https://evil.example\\@localhost/',
      'https://evil.example\\.shop.example',
      'https://localhost:@evil.example',
      'https://localhost\t.evil.example/',
      'https://evil.example%2f.shop.example',
    ]
    for (const url of disguised) assert.equal(isAllowedRedirect(url, context), false, url)
  })
})

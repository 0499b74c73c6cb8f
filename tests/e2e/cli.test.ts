import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { Client, expectStatus } from '#support/client.ts'
import { theServer } from '#support/server.ts'

const program = createRequire(import.meta.url).resolve('appwrite-cli')
const patienceMs = 120_000
const of = ['--function-id', 'greet']

type Run = Readonly<Record<'responseBody' | 'logs' | 'status' | 'errors', string>>

const source = `module.exports = ({ req, res, log }) => {
  log('asked for ' + req.path)
  return res.json({ greeting: process.env.GREETING, built: require('./built.json'), body: req.bodyText })
}`

describe('the command line of Appwrite, as it is', () => {
  let login: readonly string[]
  let folder: string

  /** Runs it as a script does: nobody answers questions, and nothing of this machine's user is seen. */
  const appwrite = async (...args: string[]): Promise<string> => {
    const options = { cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, CI: 'true' }, timeout: patienceMs }
    const running = promisify(execFile)(process.execPath, [program, ...args], options)
    running.child.stdin?.end()
    const { stdout, stderr } = await running.catch((error: { stdout: string; stderr: string }) =>
      assert.fail(`appwrite ${args.join(' ')}: ${error.stdout}${error.stderr}`),
    )
    return stdout + stderr
  }
  const run = async (): Promise<Run> =>
    JSON.parse(await appwrite('functions', 'create-execution', ...of, '--body', 'x', '--xpath', '/there?a=1', '--json'))

  before(async () => {
    const { origin, endpoint } = await theServer()
    const person = { email: `cli-${process.pid}@basalt.test`, password: 'a long password' }
    const owner = new Client(origin, { 'x-appwrite-project': 'console' })
    expectStatus(await owner.post('/v1/account', { userId: 'unique()', name: 'Ada', ...person }), 201)
    expectStatus(await owner.post('/v1/account/sessions/email', person), 201)
    const team = expectStatus(await owner.post('/v1/teams', { teamId: 'unique()', name: 'Command line' }), 201)
    const made = { projectId: 'unique()', name: 'Command line', teamId: team.body.$id, region: 'default' }
    const project = expectStatus(await owner.post('/v1/projects', made), 201)
    login = ['login', '--email', person.email, '--password', person.password, '--endpoint', endpoint]
    folder = await mkdtemp(join(tmpdir(), 'basalt-cli-'))
    await mkdir(join(folder, 'functions', 'greet'), { recursive: true })
    await writeFile(join(folder, 'functions', 'greet', 'index.js'), source)
    await writeFile(join(folder, 'functions', 'greet', '.env'), 'GREETING=hello\n')
    const greet = {
      $id: 'greet',
      name: 'Greet',
      runtime: 'node-22',
      specification: 's-1vcpu-512mb',
      execute: ['any'],
      events: [],
      scopes: ['users.read'],
      schedule: '',
      timeout: 15,
      enabled: true,
      logging: true,
      entrypoint: 'index.js',
      commands: `echo '"yes"' > built.json`,
      path: 'functions/greet',
    }
    const settings = { projectId: project.body.$id, endpoint, functions: [greet] }
    await writeFile(join(folder, 'appwrite.config.json'), JSON.stringify(settings))
  })
  after(() => rm(folder, { recursive: true }))

  it('signs in, pushes a function with its variables, and runs it', async () => {
    await appwrite(...login)
    assert.match(await appwrite('push', 'functions', ...of, '--with-variables', '--force'), /Deployed/)
    const { responseBody, logs, ...rest } = await run()
    assert.partialDeepStrictEqual(rest, { status: 'completed', responseStatusCode: 200, errors: '' })
    assert.deepEqual(JSON.parse(responseBody), { greeting: 'hello', built: 'yes', body: 'x' })
    assert.equal(logs, 'asked for /there')
  })

  it('pushes it again, and pulls what was pushed', async () => {
    const file = join(folder, 'functions', 'greet', 'index.js')
    const changed = source.replace('asked for', 'again asked for')
    await writeFile(file, changed)
    await appwrite('push', 'functions', ...of, '--force')
    assert.equal((await run()).logs, 'again asked for /there')
    await rm(join(folder, 'functions'), { recursive: true })
    await appwrite('pull', 'functions', '--all', '--force')
    assert.equal(await readFile(file, 'utf8'), changed)
  })

  it('says what a build does not like', async () => {
    await writeFile(join(folder, 'functions', 'greet', 'index.js'), source)
    const settings = JSON.parse(await readFile(join(folder, 'appwrite.config.json'), 'utf8'))
    settings.functions[0].commands = 'echo nothing here; exit 7'
    await writeFile(join(folder, 'appwrite.config.json'), JSON.stringify(settings))
    assert.match(await appwrite('push', 'functions', ...of, '--force'), /Failed to deploy|failed/i)
    assert.equal((await run()).logs, 'again asked for /there')
  })
})

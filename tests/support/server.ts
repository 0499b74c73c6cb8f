import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { readConfig } from '@basalt/config'
import { start } from '@basalt/standalone'
import { logLevel, testSecret } from './environment.ts'
import { takeLease } from './lease.ts'
import { Mailbox } from './mail.ts'

/** A running Basalt: every service in this process, with a platform schema of its own. */
export type TestServer = {
  /** Origin without a path, as `http://127.0.0.1:41234`. */
  readonly origin: string
  /** What SDKs are given: the origin with `/v1`. */
  readonly endpoint: string
  readonly databaseUrl: string
  readonly redisUrl: string
  /** Gets every mail that the server sends, unless it was started with another `BASALT_SMTP_URL`. */
  readonly mailbox: Mailbox
  close(): Promise<void>
}

export type StoreUrls = { readonly databaseUrl: string; readonly redisUrl: string }

/**
 * Starts a server for tests that need settings of their own. `environment` are `BASALT_*` variables.
 * Loopback is exempt from rate limits and trusted as a proxy: a test about limits sends `X-Forwarded-For`.
 * `through` may put something between the server and its stores, and answers the URLs by which it reaches them.
 */
export async function aServer(
  environment: Readonly<Record<string, string>> = {},
  through: (urls: StoreUrls) => Promise<StoreUrls> = async (urls) => urls,
): Promise<TestServer> {
  const lease = await takeLease()
  const dataFolder = await mkdtemp(join(tmpdir(), 'basalt-test-'))
  const mailbox = await Mailbox.open()
  const giveUp = async (): Promise<void> => {
    await lease.release()
    await mailbox.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
  try {
    const stores = await through({ databaseUrl: lease.databaseUrl, redisUrl: lease.redisUrl })
    const config = readConfig({
      BASALT_SECRET: testSecret,
      BASALT_HOST: '127.0.0.1',
      BASALT_PORT: '0',
      BASALT_LOG_LEVEL: logLevel(),
      BASALT_CONSOLE_SIGNUP: 'open',
      BASALT_TRUSTED_PROXIES: '127.0.0.1,::1',
      BASALT_RATE_LIMIT_EXEMPT: '127.0.0.1,::1',
      BASALT_START_TIMEOUT_SECONDS: '10',
      BASALT_DATA_FOLDER: dataFolder,
      BASALT_SMTP_URL: mailbox.url,
      ...environment,
      BASALT_DATABASE_URL: stores.databaseUrl,
      BASALT_REDIS_URL: stores.redisUrl,
    })
    const running = await start(config)
    const origin = `http://127.0.0.1:${new URL(running.address).port}`
    return {
      origin,
      endpoint: `${origin}/v1`,
      databaseUrl: lease.databaseUrl,
      redisUrl: lease.redisUrl,
      mailbox,
      async close() {
        await running.close()
        await giveUp()
      },
    }
  } catch (error) {
    await giveUp()
    throw error
  }
}

let shared: Promise<TestServer> | null = null

// Registered at the root of the run: every file of it has ended by then.
after(async () => {
  await (await shared?.catch(() => null))?.close()
})

/** The server that all test files of a run share, started by the first that asks. */
export function theServer(): Promise<TestServer> {
  shared ??= aServer()
  return shared
}

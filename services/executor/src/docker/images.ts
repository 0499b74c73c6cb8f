import { type Engine, EngineError } from '@basalt/engine'
import { ExecutorError } from '@basalt/executor-client'

const pullMs = 15 * 60_000

/** The images of languages, pulled when they are first needed. */
export class Images {
  readonly #engine: Engine
  readonly #pulls = new Map<string, Promise<void>>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async has(image: string): Promise<boolean> {
    try {
      await this.#engine.call('GET', `/images/${image}/json`)
      return true
    } catch (error) {
      if (error instanceof EngineError && error.status === 404) return false
      throw error
    }
  }

  /**
   * Pulls an image, once for all who wait for it. It goes on when the signal ends, for the next one who needs it.
   * @throws {ExecutorError} `runtime_unavailable`, with what the registry said; or the signal's reason
   */
  async pull(image: string, signal: AbortSignal): Promise<void> {
    let pull = this.#pulls.get(image)
    if (!pull) {
      pull = this.#pull(image).finally(() => this.#pulls.delete(image))
      pull.catch(() => undefined) // heard by whoever waits for it, of whom none may be left
      this.#pulls.set(image, pull)
    }
    signal.throwIfAborted()
    const ended = Promise.withResolvers<never>()
    const end = (): void => ended.reject(signal.reason)
    signal.addEventListener('abort', end, { once: true })
    try {
      await Promise.race([pull, ended.promise])
    } finally {
      signal.removeEventListener('abort', end)
    }
  }

  async #pull(image: string): Promise<void> {
    const at = image.lastIndexOf(':')
    const query = { fromImage: image.slice(0, at), tag: image.slice(at + 1) }
    let fault = ''
    try {
      const signal = AbortSignal.timeout(pullMs)
      const progress = await this.#engine.stream('POST', '/images/create', { query, signal })
      let rest = ''
      for await (const bytes of progress) {
        const lines = (rest + String(bytes)).split('\n')
        rest = lines.pop() ?? ''
        fault = lines.map(errorIn).findLast((error) => error !== '') ?? fault
      }
      fault = errorIn(rest) || fault
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error)
    }
    if (fault === '' && (await this.has(image))) return
    const message = `The image ${image} of this runtime cannot be pulled: ${fault || 'it is not there'}`
    throw new ExecutorError('runtime_unavailable', { message })
  }
}

function errorIn(line: string): string {
  try {
    const { error } = JSON.parse(line) as { error?: unknown }
    return typeof error === 'string' ? error : ''
  } catch {
    return ''
  }
}

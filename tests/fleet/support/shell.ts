import { spawn } from 'node:child_process'

type Options = { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly timeoutSeconds?: number }

/** Runs programs with one environment. A failure carries the end of what the program printed. */
export class Shell {
  readonly #env: NodeJS.ProcessEnv

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env
  }

  async run(program: string, args: readonly string[], options: Options = {}): Promise<void> {
    await this.#start(program, args, options)
  }

  /** What the program printed on standard output, trimmed. */
  async output(program: string, args: readonly string[], options: Options = {}): Promise<string> {
    return (await this.#start(program, args, options)).trim()
  }

  async succeeds(program: string, args: readonly string[], options: Options = {}): Promise<boolean> {
    return this.#start(program, args, options).then(
      () => true,
      () => false,
    )
  }

  #start(program: string, args: readonly string[], options: Options): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...this.#env, DEBIAN_FRONTEND: 'noninteractive', ...options.env },
      timeout: (options.timeoutSeconds ?? 600) * 1000,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    let printed = ''
    let tail = ''
    const remember = (chunk: string) => {
      tail = (tail + chunk).slice(-4000)
    }
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk
      remember(chunk)
    })
    child.stderr.setEncoding('utf8').on('data', remember)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) resolve(printed)
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}:\n${tail}`))
    })
    return promise
  }
}

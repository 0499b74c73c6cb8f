import type { Readable } from 'node:stream'

/** What one runtime may use. */
export type Specification = { readonly cpus: number; readonly memoryMb: number }

/** Names the code that is built or run. */
export type CodeRequest = {
  readonly projectId: string
  readonly deploymentId: string
  /** As the runtime list names it: `node-22`. */
  readonly runtime: string
  /** File of the deployment that the runtime server loads. */
  readonly entrypoint: string
  /** Environment of the function; names of the runtime contract (`OPEN_RUNTIMES_*`) are set by the executor. */
  readonly variables: Readonly<Record<string, string>>
  readonly specification: Specification
}

export type Limits = {
  /** Builds: of the whole build. Executions: includes a cold start. */
  readonly timeoutSeconds: number
}

export type BuildHead = CodeRequest &
  Limits & {
    /** Shell lines that are run in the unpacked source, as `npm install`. */
    readonly commands: string
    /** Folder below the source that becomes the output; empty: all of it. */
    readonly outputDirectory: string
    /** Unpacked source and packed output may not be larger than this. */
    readonly maxOutputBytes: number
  }

export type BuildRequest = BuildHead & {
  /** Opens the source, a `.tar.gz`. Called once for each attempt. */
  readonly source: () => Readable | Promise<Readable>
}

export type BuildOptions = {
  /** Hears the log while it grows: pieces in order, ANSI colours kept, not cut at lines. */
  readonly onLog?: (text: string) => void
  /** Stores the output, a `.tar.gz`; called once, after the commands have succeeded. The build fails when it rejects. */
  readonly save: (output: Readable) => Promise<void>
  /** Ends the build and everything it has started. */
  readonly signal?: AbortSignal
}

/** `log` is whole, up to 1,000,000 characters of its end. */
export type BuildResult = { readonly sizeBytes: number; readonly durationSeconds: number; readonly log: string }

/** The request that the function gets. Header names are in lower case. */
export type FunctionRequest = {
  readonly method: string
  /** With its query string. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type Load = CodeRequest & {
  /** Opens the output of the build; called only when the executor does not have it yet. */
  readonly code: () => Readable | Promise<Readable>
}

export type ExecutionHead = CodeRequest &
  Limits & {
    /** False: nothing of the function's output is kept. */
    readonly logging: boolean
    readonly request: Omit<FunctionRequest, 'body'>
  }

/** Header names are in lower case; those that came several times are lists. */
export type Execution = {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Buffer
  readonly logs: string
  readonly errors: string
  /** From the moment the runtime existed: waiting for it to listen counts, creating it does not. */
  readonly durationSeconds: number
  readonly coldStart: boolean
}

export type RuntimeState = {
  readonly projectId: string
  readonly deploymentId: string
  readonly runtime: string
  readonly status: 'starting' | 'ready' | 'draining'
  readonly startedAt: string
  readonly idleSeconds: number
  readonly underWay: number
  readonly executions: number
}

export type ExecutorState = {
  readonly driver: 'process' | 'docker'
  /** What keeps functions apart from this machine and from each other, in plain words. */
  readonly isolation: string
  readonly maxRuntimes: number
  readonly runtimes: readonly RuntimeState[]
  readonly builds: number
  readonly waiting: number
}

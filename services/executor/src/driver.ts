import type { Specification } from '@basalt/executor-client'
import type { Runtime } from '@basalt/runtimes'
import type { DeploymentRef, HeldCode } from './code-cache.ts'
import type { Tail } from './tail.ts'

/** A function that is to be started. */
export type Launch = {
  /** Unique among everything this executor starts; a part of names. */
  readonly id: string
  readonly ref: DeploymentRef
  readonly runtime: Runtime
  readonly code: HeldCode
  /** The whole environment, that of the runtime contract included. */
  readonly environment: Readonly<Record<string, string>>
  readonly specification: Specification
}

/** Where a runtime server listens. */
export type Endpoint = { readonly socketPath: string } | { readonly host: string; readonly port: number }

/** A runtime that exists, though it may not listen yet. */
export type Instance = {
  readonly endpoint: Endpoint
  /** What its processes have written to standard output and error. */
  readonly output: Tail
  /** To be called once its server listens, before its function is loaded: takes away what only the server needed. */
  seal(): Promise<void>
  /** Resolves when its processes have ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Ends its processes at once; resolves when they are gone. May be called twice. */
  stop(): Promise<void>
}

export type BuildJob = {
  readonly id: string
  readonly ref: DeploymentRef
  readonly runtime: Runtime
  /** The `.tar.gz` that was uploaded, on this executor's disk. */
  readonly archive: string
  readonly environment: Readonly<Record<string, string>>
  readonly specification: Specification
  readonly commands: string
  readonly outputDirectory: string
  readonly maxOutputBytes: number
}

export type BuildSinks = {
  /** Bytes of the log. Both are awaited, so that a slow reader slows the build down. */
  readonly log: (bytes: Buffer) => Promise<void>
  readonly output: (bytes: Buffer) => Promise<void>
}

/** How functions are kept apart from this machine and from each other. */
export type Driver = {
  readonly kind: 'process' | 'docker'
  /** In plain words, for the operator. */
  readonly isolation: string
  /** @throws {ExecutorError} when it cannot be started */
  launch(launch: Launch, signal: AbortSignal): Promise<Instance>
  /** Runs the commands and gives the output. @throws {ExecutorError}, or the reason of the signal */
  build(job: BuildJob, sinks: BuildSinks, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

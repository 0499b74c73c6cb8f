import type * as z from 'zod'

export type JobLog = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What every run of a job is given beside the services that its worker has. */
export type JobRun = {
  readonly log: JobLog
  /** Fires when the process stops: give up what can be repeated. */
  readonly signal: AbortSignal
  /** 1 for the first run. */
  readonly attempt: number
}

export type JobSpec<P extends z.ZodType, S> = {
  /** Feature and act, as `teams.invite-mail`: the queue has the same name. */
  readonly name: string
  /** Ids and small facts, never rows. */
  readonly payload: P
  readonly attempts: number
  /** Wait before the second attempt; it doubles with each further one. */
  readonly backoffSeconds: number
  /** Runs of this job at the same time in one process. */
  readonly concurrency: number
  /** Runs at least once: a repeat must be harmless. */
  readonly run: (payload: z.output<P>, context: S & JobRun) => Promise<void>
}

/** A kind of job, with payload and services that are checked where it is used. */
export type Job<P = unknown, S = unknown> = Omit<JobSpec<z.ZodType, S>, 'payload' | 'run'> & {
  /** @throws when the payload is not one of this job */
  readonly parse: (payload: unknown) => unknown
  readonly run: (payload: P, context: S & JobRun) => Promise<void>
}

/** Declares a kind of job. */
export function job<P extends z.ZodType, S>(spec: JobSpec<P, S>): Job<z.output<P>, S> {
  const { payload, ...rest } = spec
  return { ...rest, parse: (value) => payload.parse(value) }
}

/** A fault that no repetition heals: the job fails at once. */
export class Unrecoverable extends Error {
  override readonly name = 'Unrecoverable'
}

import { ExecutorError } from '@basalt/executor-client'
import { findRuntime, type Runtime } from '@basalt/runtimes'
import * as z from 'zod'

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,35}$/)
const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/)
/** The kernel takes no environment entry of 128 KiB or more. */
const variableValue = z
  .string()
  .max(100_000)
  .regex(/^[^\0]*$/)

const code = {
  projectId: id,
  deploymentId: id,
  runtime: z.string(),
  entrypoint: z
    .string()
    .max(1028)
    .regex(/^[^\0]*$/),
  variables: z.record(variableName, variableValue),
  specification: z.object({ cpus: z.number().positive(), memoryMb: z.number().int().min(16) }),
  timeoutSeconds: z.number().positive().max(86_400),
}

export const loadHead = z.object(code)

export const executionHead = loadHead.extend({
  logging: z.boolean(),
  request: z.object({
    method: z.string().regex(/^[A-Z]{1,20}$/),
    path: z.string().startsWith('/'),
    headers: z.record(z.string(), z.string()),
  }),
})

export const buildHead = loadHead.extend({
  commands: z.string(),
  outputDirectory: z.string().max(1028),
  maxOutputBytes: z.number().int().positive(),
})

/** @throws {ExecutorError} `bad_request`, with the field that is wrong */
export function parseHead<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ExecutorError('bad_request', { message: z.prettifyError(parsed.error) })
}

/** @throws {ExecutorError} `runtime_unsupported` */
export function getRuntime(name: string): Runtime {
  const runtime = findRuntime(name)
  if (!runtime) throw new ExecutorError('runtime_unsupported', { message: `The runtime ${name} is not known.` })
  return runtime
}

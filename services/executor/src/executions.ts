import { decodePacket, encodePacket, type Execution, type ExecutionHead, ExecutorError } from '@basalt/executor-client'
import { executionHead, loadHead, parseHead } from './heads.ts'
import type { Lease, Pool } from './pool.ts'
import { callRuntime, Overdue, type RuntimeAnswer } from './runtime-call.ts'

/** Bodies have 20 MiB at most; the rest is for variables and headers. */
export const maxExecutionBytes = 28 * 1024 * 1024

/** Starts the runtime of a deployment and loads its code, or finds it warm. */
export async function warm(pool: Pool, packet: Buffer): Promise<object> {
  const load = parseHead(loadHead, decodePacket(packet)?.head)
  const signal = AbortSignal.timeout(load.timeoutSeconds * 1000)
  const lease = await pool.acquire(load)
  try {
    await lease.warm.load(signal)
  } finally {
    lease.release()
  }
  return {}
}

/** Executes a function once, on a warm runtime if there is one. */
export async function execute(pool: Pool, packet: Buffer): Promise<Buffer> {
  const decoded = decodePacket(packet)
  const head = parseHead(executionHead, decoded?.head)
  const deadline = Date.now() + head.timeoutSeconds * 1000
  const lease = await pool.acquire(head)
  try {
    const startedAt = lease.cold ? lease.warm.startedAt : Date.now()
    const answer = await answerOf(lease, { head, body: decoded?.body ?? Buffer.alloc(0), deadline }, startedAt)
    const { body, failure: _, ...rest } = answer
    const execution: Omit<Execution, 'body'> = { ...rest, durationSeconds: since(startedAt), coldStart: lease.cold }
    return encodePacket(execution, body)
  } finally {
    lease.release()
  }
}

async function answerOf(
  lease: Lease,
  call: { head: ExecutionHead; body: Buffer; deadline: number },
  startedAt: number,
): Promise<RuntimeAnswer> {
  try {
    const answer = await callRuntime(lease.warm, call)
    // Code that could not be loaded stays so; code that did not answer is still running and would slow others down.
    if (answer.failure === 'load' || answer.failure === 'timeout') lease.retire()
    if (answer.failure !== 'timeout') return answer
    const { logs, errors } = answer
    throw new ExecutorError('execution_timeout', { logs, errors })
  } catch (error) {
    if (error instanceof Overdue) {
      lease.kill()
      const errors = lease.warm.instance?.output.text ?? ''
      throw new ExecutorError('execution_timeout', { errors, durationSeconds: since(startedAt) }, { cause: error })
    }
    if (!(error instanceof ExecutorError)) throw error
    if (error.type === 'execution_crashed') lease.kill()
    const { type, message, logs, errors } = error
    throw new ExecutorError(type, { message, logs, errors, durationSeconds: since(startedAt) }, { cause: error })
  }
}

function since(startedAt: number): number {
  return Math.max(1, Date.now() - startedAt) / 1000
}

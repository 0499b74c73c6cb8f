import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ExecutorError } from '@basalt/executor-client'

const timeoutMs = 10_000

/**
 * Makes sure that this machine can confine processes, by confining one.
 * @throws {ExecutorError} `runtime_unavailable`, with what is missing
 */
export async function checkBubblewrap(): Promise<void> {
  const args = [
    '--unshare-pid',
    '--unshare-ipc',
    '--ro-bind',
    '/',
    '/',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    'prlimit',
    '--version',
  ]
  try {
    const user = process.getuid?.() === 0 ? [] : ['--unshare-user']
    await promisify(execFile)('bwrap', [...user, ...args], { timeout: timeoutMs })
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT' // only read
    const message = missing
      ? 'Functions are confined by bubblewrap, which is not installed here: install the package bubblewrap.'
      : 'Functions are confined by bubblewrap, which this machine does not let run: it must allow namespaces.'
    throw new ExecutorError('runtime_unavailable', { message }, { cause })
  }
}

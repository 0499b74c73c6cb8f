import { connect, isIP, type Socket } from 'node:net'
import { CallFailed, isPrivate, lookupPublic, refusal } from './http.ts'

/**
 * A TCP connection to a host on the public internet, by an address that was checked.
 * @throws {CallFailed} when it has none, or does not answer in time
 */
export function connectPublic(host: string, port: number, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (isIP(host) !== 0 && isPrivate(host)) return reject(new CallFailed(refusal))
    const socket = connect({ host, port, lookup: lookupPublic })
    const give = (error: Error): void => {
      clearTimeout(overdue)
      socket.destroy()
      reject(new CallFailed(error.message, { cause: error }))
    }
    const overdue = setTimeout(() => give(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs)
    socket.once('error', give)
    socket.once('connect', () => {
      clearTimeout(overdue)
      socket.off('error', give)
      resolve(socket)
    })
  })
}

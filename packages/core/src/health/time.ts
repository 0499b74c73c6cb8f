import { createSocket } from 'node:dgram'
import { fail, type Renderable } from '@basalt/types'

const timeoutMs = 3000
const ntpPort = 123
const requestBytes = 48
/** Leap indicator 0, version 3, mode 3 (client). */
const clientHeader = 0x1b
/** NTP counts from 1900. */
const secondsTo1970 = 2_208_988_800
const transmitOffset = 40
const maxDriftSeconds = 60

/**
 * Compares the clock with a time server.
 * @throws `general_server_error` when the server is silent, or more than a minute off
 * @see https://www.rfc-editor.org/rfc/rfc5905
 */
export async function checkTime(server: string): Promise<Renderable<'healthTime'>> {
  const [host = server, port] = server.split(':')
  const remoteTime = await askTime(host, Number(port ?? ntpPort)).catch((error: unknown) => {
    throw fail('general_server_error', { reason: 'The time server does not answer.' }, error)
  })
  const localTime = Math.floor(Date.now() / 1000)
  const diff = remoteTime - localTime
  if (Math.abs(diff) > maxDriftSeconds) {
    throw fail('general_server_error', { reason: 'The clock is more than a minute off.' })
  }
  return { remoteTime, localTime, diff }
}

/** The server's time in seconds since 1970. */
async function askTime(host: string, port: number): Promise<number> {
  const socket = createSocket('udp4')
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const timer = setTimeout(() => reject(new Error('no answer in time')), timeoutMs)
  socket.on('error', reject)
  socket.on('message', (message) => {
    if (message.length < requestBytes) reject(new Error('the answer is no NTP packet'))
    else resolve(message.readUInt32BE(transmitOffset) - secondsTo1970)
  })
  const request = Buffer.alloc(requestBytes)
  request[0] = clientHeader
  socket.send(request, port, host, (error) => {
    if (error) reject(error)
  })
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    socket.close()
  }
}

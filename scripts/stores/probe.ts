import { connect } from 'node:net'

const answerMs = 2000

/** MariaDB greets whoever connects with a packet that holds its version; while it starts it says nothing. */
export function probeMariadb(socketPath: string): Promise<string | null> {
  return ask(socketPath, null, (bytes) => {
    // Four bytes of header, one of protocol version (10), then the version up to a zero byte.
    if (bytes[4] !== 10) return null
    const text = bytes.subarray(5, bytes.indexOf(0, 5)).toString('latin1')
    return /(\d+\.\d+\.\d+)-MariaDB/.exec(text)?.[1] ?? text
  })
}

export function probeRedis(socketPath: string): Promise<string | null> {
  return ask(
    socketPath,
    'INFO server\r\n',
    (bytes) => /redis_version:([\d.]+)/.exec(bytes.toString('latin1'))?.[1] ?? null,
  )
}

function ask(
  socketPath: string,
  question: string | null,
  read: (bytes: Buffer) => string | null,
): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(socketPath)
    const finish = (answer: string | null): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(answerMs, () => finish(null))
    socket.on('error', () => finish(null))
    socket.on('close', () => finish(null))
    socket.on('data', (bytes) => finish(read(bytes)))
    if (question !== null) socket.write(question)
  })
}

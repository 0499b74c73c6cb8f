import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { fail } from '@basalt/types'

/** No more of a file is looked at: the scanner has limits of its own, which end the scan with a fault. */
const maxScannedBytes = 20_000_000
/** For a connection, for the scanner to take more, and for its verdict. */
const idleMs = 60_000
const longestAnswer = 4096
const fault = 'the antivirus scanner did not answer as it should'

/** The scanner clamd, which the installation runs. Speaks its protocol `INSTREAM`. */
export class Antivirus {
  readonly #target: NetConnectOpts

  /** @param url `tcp://host:3310` or `unix:///run/clamav/clamd.ctl` */
  constructor(url: string) {
    const { protocol, hostname, port, pathname } = new URL(url)
    this.#target = protocol === 'unix:' ? { path: pathname } : { host: hostname, port: Number(port || 3310) }
  }

  /**
   * Passes bytes on while the scanner reads them too, and throws at their end when they are harmful. Files that are too
   * long for it pass unseen.
   * @throws `storage_invalid_file`; `general_service_unavailable` when there is no verdict
   */
  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const call = new Call(this.#target)
    try {
      await call.send(Buffer.from('zINSTREAM\0'))
      let length = 0
      for await (const chunk of source) {
        length += chunk.length
        // A part without bytes would end the stream.
        if (chunk.length > 0 && length <= maxScannedBytes) await call.send(lengthOf(chunk), chunk)
        yield chunk
      }
      if (length > maxScannedBytes) return
      await call.send(lengthOf(new Uint8Array()))
      judge(await call.answer())
    } finally {
      call.close()
    }
  }

  /** What the scanner says it is, as `ClamAV 1.4.3/27500/…`. @throws `general_service_unavailable` */
  async version(): Promise<string> {
    const call = new Call(this.#target)
    try {
      await call.send(Buffer.from('zVERSION\0'))
      return await call.answer()
    } finally {
      call.close()
    }
  }
}

/** The bytes of a file, as its bucket wants them looked at. */
export function scanned(
  antivirus: Antivirus | null,
  bucket: { readonly antivirus: number },
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  return antivirus && bucket.antivirus === 1 ? antivirus.pass(bytes) : bytes
}

function judge(answer: string): void {
  if (answer.endsWith(' FOUND')) throw fail('storage_invalid_file', { reason: 'The file was found to be harmful.' })
  if (!answer.endsWith(': OK')) throw fail('general_service_unavailable', { reason: fault, answer })
}

function lengthOf(chunk: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(chunk.length)
  return length
}

/** One command on a connection of its own. Its answer may come, and the connection end, before all has been sent. */
class Call {
  readonly #socket: Socket
  readonly #answer: Promise<string>

  constructor(target: NetConnectOpts) {
    const socket = connect(target)
    this.#socket = socket
    let text = ''
    this.#answer = new Promise((resolve, reject) => {
      socket.setTimeout(idleMs, () => socket.destroy(new Error('the scanner fell silent')))
      socket.on('data', (chunk) => {
        text += chunk.toString('utf8')
        if (text.length > longestAnswer) socket.destroy(new Error('the scanner says too much'))
      })
      // A connection that is reset after the answer has still answered.
      socket.on('error', (error) => (text.endsWith('\0') ? resolve(text) : reject(error)))
      socket.on('close', () => resolve(text))
    })
    this.#answer.catch(() => undefined) // whoever asks for it hears of it
  }

  async send(...parts: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(parts)
    await new Promise<void>((resolve) => {
      // When it cannot be sent, the answer tells why.
      this.#socket.write(bytes, () => resolve())
    })
  }

  async answer(): Promise<string> {
    try {
      return (await this.#answer).replace(/\0$/, '').trim()
    } catch (error) {
      throw fail('general_service_unavailable', { reason: fault }, error)
    }
  }

  close(): void {
    this.#socket.destroy()
  }
}

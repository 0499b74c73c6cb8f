import { type AddressInfo, createServer, type Socket } from 'node:net'
import { until } from './until.ts'

export type CaughtMail = {
  readonly from: string
  readonly to: readonly string[]
  /** The message as it came, headers and all, with soft line breaks undone. */
  readonly content: string
}

/** A mail server that keeps what it is given. */
export type Mailbox = {
  /** For `BASALT_SMTP_URL`. */
  readonly url: string
  readonly mails: readonly CaughtMail[]
  /** Waits for the newest mail to an address, among those after the first `seen` ones. */
  to(address: string, seen?: number): Promise<CaughtMail>
  /** Refuses the next mails with this answer; null takes them again. */
  refuse(answer: string | null): void
  close(): Promise<void>
}

export async function aMailbox(): Promise<Mailbox> {
  const mails: CaughtMail[] = []
  const sockets = new Set<Socket>()
  let refusal: string | null = null
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    converse(
      socket,
      () => refusal,
      (mail) => mails.push(mail),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    to: (address, seen = 0) =>
      until(() => mails.slice(seen).findLast((mail) => mail.to.includes(address)), {
        what: `a mail to ${address}`,
        deadline: 10_000,
      }),
    refuse(answer) {
      refusal = answer
    },
    close,
  }
}

/** Speaks as much SMTP as a client needs to hand over a mail. */
function converse(socket: Socket, refusal: () => string | null, keep: (mail: CaughtMail) => void): void {
  let pending = ''
  let from = ''
  let to: string[] = []
  let content: string[] | null = null
  const say = (line: string): void => void socket.write(`${line}\r\n`)

  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase()
    const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (verb === 'MAIL') {
      from = address
      to = []
      say(refusal() ?? '250 OK')
    } else if (verb === 'RCPT') {
      to.push(address)
      say('250 OK')
    } else if (verb === 'DATA') {
      content = []
      say('354 go on')
    } else if (verb === 'QUIT') {
      say('221 bye')
      socket.end()
    } else {
      say('250 OK')
    }
  }

  const text = (lines: string[], line: string): void => {
    if (line !== '.') {
      lines.push(line.startsWith('.') ? line.slice(1) : line)
      return
    }
    keep({ from, to, content: decode(lines.join('\n')) })
    content = null
    say('250 OK')
  }

  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    pending += chunk
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end)
      pending = pending.slice(end + 2)
      if (content) text(content, line)
      else command(line)
    }
  })
  say('220 mailbox')
}

/** Undoes quoted-printable, in which mails with long lines come. */
function decode(content: string): string {
  return content
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

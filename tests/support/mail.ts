import { createServer, type Socket } from 'node:net'
import { until } from './until.ts'

export type Mail = {
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  /** Every text part, decoded. */
  readonly text: string
  /** Links in the text, HTML entities undone. */
  readonly links: readonly URL[]
}

/** A mail server that keeps what it is given, for the product to deliver to. */
export class Mailbox {
  readonly url: string
  readonly mails: Mail[] = []
  /** While it is set, senders hear this instead of a welcome, as `451 come back later`. */
  refusal: string | null = null
  readonly #close: () => Promise<void>
  readonly #taken = new Set<Mail>()

  private constructor(port: number, close: () => Promise<void>) {
    this.url = `smtp://127.0.0.1:${port}`
    this.#close = close
  }

  static async open(): Promise<Mailbox> {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      converse(socket, mailbox)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const bound = server.address()
    const mailbox = new Mailbox(typeof bound === 'object' && bound !== null ? bound.port : 0, async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    })
    return mailbox
  }

  /** The oldest mail to this address that nobody has taken yet; waits for it. */
  take(address: string, deadline = 10_000): Promise<Mail> {
    const isWanted = (mail: Mail): boolean =>
      !this.#taken.has(mail) && mail.to.some((to) => to.toLowerCase() === address.toLowerCase())
    return until(
      () => {
        const mail = this.mails.find(isWanted)
        if (mail) this.#taken.add(mail)
        return mail
      },
      { deadline, what: `a mail to ${address}` },
    )
  }

  close(): Promise<void> {
    return this.#close()
  }
}

/** Speaks as much SMTP as a client without TLS and accounts needs. */
function converse(socket: Socket, mailbox: Mailbox): void {
  let buffer = ''
  let from = ''
  let to: string[] = []
  let inData = false
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  say('220 catcher')
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    buffer += chunk
    for (;;) {
      const mark = inData ? '\r\n.\r\n' : '\r\n'
      const end = buffer.indexOf(mark)
      if (end < 0) return
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + mark.length)
      if (inData) {
        inData = false
        mailbox.mails.push(parse(from, to, line))
        to = []
        say('250 kept')
        continue
      }
      const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') say('250 catcher')
      else if (verb === 'MAIL' && mailbox.refusal !== null) say(mailbox.refusal)
      else if (verb === 'DATA') {
        inData = true
        say('354 go on')
      } else if (verb === 'QUIT') {
        say('221 bye')
        socket.end()
      } else {
        if (verb === 'MAIL') from = address
        if (verb === 'RCPT') to.push(address)
        say('250 ok')
      }
    }
  })
}

function parse(from: string, to: readonly string[], data: string): Mail {
  const { headers, body } = split(data.replaceAll(/^\.\./gm, '.'))
  const text = textOf(headers, body)
  const plain = text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')
  const links = [...plain.matchAll(/https?:\/\/[^\s"'<>]+/g)].flatMap(([link]) => URL.parse(link) ?? [])
  return { from, to: [...to], subject: decodedWords(headers.get('subject') ?? ''), text, links }
}

type Headers = ReadonlyMap<string, string>

function split(data: string): { readonly headers: Headers; readonly body: string } {
  const end = data.indexOf('\r\n\r\n')
  const head = (end < 0 ? data : data.slice(0, end)).replaceAll(/\r\n[ \t]+/g, ' ')
  const pairs = head.split('\r\n').map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return { headers: new Map(pairs), body: end < 0 ? '' : data.slice(end + 4) }
}

function textOf(headers: Headers, body: string): string {
  const type = headers.get('content-type') ?? 'text/plain'
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]
  if (boundary !== undefined) {
    const parts = body
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => split(part.replace(/^\r\n/, '')))
    return parts.map((part) => textOf(part.headers, part.body)).join('\n')
  }
  if (!/^text\//i.test(type)) return ''
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase()
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1')
  return bytes.toString('utf8')
}

function unquoted(text: string): string {
  return text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Headers beyond ASCII are written as `=?UTF-8?B?…?=` or `=?UTF-8?Q?…?=`. */
function decodedWords(text: string): string {
  return text.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=\s*/gi, (_, kind: string, words: string) => {
    if (kind.toLowerCase() === 'b') return Buffer.from(words, 'base64').toString('utf8')
    return Buffer.from(unquoted(words.replaceAll('_', ' ')), 'latin1').toString('utf8')
  })
}

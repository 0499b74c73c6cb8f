import type { Socket } from 'node:net'
import type { Transporter } from 'nodemailer'
import { connectPublic } from './public-socket.ts'

/** A mail server. `tls` demands STARTTLS, `ssl` is TLS from the first byte, and empty takes what the server offers. */
export type SmtpServer = {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string
  readonly secure: '' | 'tls' | 'ssl'
  /** The operator's own, which may be on a private network. Those of projects are on the public internet. */
  readonly isOperators: boolean
}

export type Mailbox = { readonly name: string; readonly address: string }

export type Mail = {
  /** Stays the same when a mail is sent again, so that mail programs can recognise a repeat. */
  readonly id: string
  readonly from: Mailbox
  readonly to: Mailbox
  readonly replyTo: Mailbox | null
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** The server said no for good: another attempt would be refused as well. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
}

const connectTimeoutMs = 5000
const answerTimeoutMs = 20_000
const maxConnections = 3
/** Servers of projects that were used last keep their connections. */
const maxServers = 16

/** Sends mails over SMTP. It keeps a few connections to each server open between mails. */
export class Mailer implements AsyncDisposable {
  readonly #allowPrivate: boolean
  readonly #transports = new Map<string, Promise<Transporter>>()

  /** `allowPrivate` lets servers of projects be on private networks, too. */
  constructor({ allowPrivate }: { readonly allowPrivate: boolean }) {
    this.#allowPrivate = allowPrivate
  }

  /** @throws {MailRefused} when the server refuses for good; any other error may pass */
  async send(server: SmtpServer, mail: Mail): Promise<void> {
    const transport = await this.#transport(server)
    const { id, from, to, replyTo, subject, html, text } = mail
    const host = from.address.slice(from.address.indexOf('@') + 1)
    try {
      await transport.sendMail({
        messageId: `<${id}@${host}>`,
        from: { ...from },
        to: { ...to },
        ...(replyTo ? { replyTo: { ...replyTo } } : {}),
        subject,
        html,
        text,
        // Nothing of what a template says may make this server read its files or call others.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    } catch (error) {
      throw isPermanent(error) ? new MailRefused('the mail server refused the mail', { cause: error }) : error
    }
  }

  /** Connects and signs in. @throws when the server cannot be reached in 5 s or refuses the credentials */
  async check(server: SmtpServer): Promise<void> {
    const transport = await this.#create(server, false)
    try {
      await transport.verify()
    } finally {
      transport.close()
    }
  }

  async close(): Promise<void> {
    const open = [...this.#transports.values()]
    this.#transports.clear()
    for (const transport of open) (await transport).close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #transport(server: SmtpServer): Promise<Transporter> {
    const key = JSON.stringify(server)
    const known = this.#transports.get(key)
    // Moved to the end: the first one is the one that was not used for longest.
    this.#transports.delete(key)
    const transport = known ?? this.#create(server, true)
    this.#transports.set(key, transport)
    if (this.#transports.size > maxServers) this.#closeOldest()
    return transport
  }

  #create(server: SmtpServer, pool: boolean): Promise<Transporter> {
    return create(server, this.#allowPrivate || server.isOperators, pool)
  }

  #closeOldest(): void {
    const [oldest] = this.#transports
    if (!oldest) return
    this.#transports.delete(oldest[0])
    void oldest[1].then((transport) => transport.close())
  }
}

async function create(server: SmtpServer, anyAddress: boolean, pool: boolean): Promise<Transporter> {
  const { createTransport } = await import('nodemailer') // only who sends pays for it
  const { host, port, username, password, secure } = server
  const common = {
    ...(anyAddress ? {} : { getSocket: (_: unknown, take: Taker) => void publicSocket(host, port, take) }),
    host,
    port,
    secure: secure === 'ssl',
    requireTLS: secure === 'tls',
    // Where encryption is not demanded, an unknown certificate is still better than none.
    tls: { rejectUnauthorized: secure !== '' },
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: answerTimeoutMs,
    ...(username === '' ? {} : { auth: { user: username, pass: password } }),
  }
  return pool ? createTransport({ ...common, pool: true, maxConnections }) : createTransport(common)
}

type Taker = (error: Error | null, given?: { readonly connection: Socket }) => void

/** Connects for nodemailer, which does the rest, TLS included. */
async function publicSocket(host: string, port: number, take: Taker): Promise<void> {
  let connection: Socket
  try {
    connection = await connectPublic(host, port, connectTimeoutMs)
  } catch (error) {
    return take(error instanceof Error ? error : new Error(String(error)))
  }
  take(null, { connection })
}

/** Codes of 500 and above are final (RFC 5321), those of failed sign-ins aside: their cause may be put right. */
function isPermanent(error: unknown): boolean {
  const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string }
  return code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500
}

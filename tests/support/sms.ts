import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { until } from './until.ts'

export type SmsCall = {
  readonly path: string
  readonly authorization: string
  readonly form: Readonly<Record<string, string>>
}

/** Stands for the API of a provider of SMS: keeps every call, and answers as it is told. */
export class SmsCatcher implements AsyncDisposable {
  readonly calls: SmsCall[] = []
  /** Status and body of the next answers. */
  answer: { readonly status: number; readonly body: string } = { status: 201, body: '{}' }
  readonly #server: Server

  constructor(server: Server) {
    this.#server = server
    server.on('request', async (request, response) => {
      let text = ''
      for await (const chunk of request) text += String(chunk)
      const form = Object.fromEntries(new URLSearchParams(text))
      this.calls.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', form })
      response.writeHead(this.answer.status, { 'content-type': 'application/json' }).end(this.answer.body)
    })
  }

  static async open(): Promise<SmsCatcher> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new SmsCatcher(server)
  }

  /** Where the provider's API is. */
  get api(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}` // it listens on TCP
  }

  /** Waits for a call that has this text in a field, and takes it away. */
  async take(wanted: string): Promise<SmsCall> {
    const isWanted = ({ form }: SmsCall): boolean => Object.values(form).includes(wanted)
    await until(() => this.calls.some(isWanted), { deadline: 15_000, what: `a message to ${wanted}` })
    const [call] = this.calls.splice(this.calls.findIndex(isWanted), 1)
    if (!call) throw new Error(`the message to ${wanted} was taken by somebody else`)
    return call
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

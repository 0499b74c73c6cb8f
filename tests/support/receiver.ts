import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Body } from './client.ts'
import { until } from './until.ts'

export type Received = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: Body
  readonly answered: number
}

/** A server that webhooks are sent to: keeps every call, and answers as it is told. */
export class Receiver {
  readonly calls: Received[] = []
  readonly url: string
  /** Status of the answer to a call; 200 for all unless a test sets it. */
  answer: (call: Omit<Received, 'answered'>) => number = () => 200
  readonly #server: Server

  constructor(server: Server) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` // it listens on TCP
    server.on('request', async (request, response) => {
      let text = ''
      for await (const chunk of request) text += String(chunk)
      const call = { path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) }
      const answered = this.answer(call)
      this.calls.push({ ...call, answered })
      response.writeHead(answered).end(`answered ${answered}`)
    })
  }

  /** Waits until that many calls have come. */
  async received(count: number, deadline = 8000): Promise<readonly Received[]> {
    await until(() => this.calls.length >= count, { deadline, what: `call ${count} of a webhook` })
    return this.calls
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

export async function aReceiver(): Promise<Receiver> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return new Receiver(server)
}

import { connect, createServer, type Socket } from 'node:net'

/** One address before several servers: each connection goes to the next of those that are there. */
export type Ingress = AsyncDisposable & { readonly origin: string; readonly connections: readonly number[] }

/** `origins` is asked anew for each connection, as servers come and go. */
export async function anIngress(origins: () => readonly string[]): Promise<Ingress> {
  const sockets = new Set<Socket>()
  const connections: number[] = []
  let turn = 0
  const server = createServer((near) => {
    const targets = origins()
    const port = Number(new URL(targets[turn++ % targets.length] ?? '').port)
    connections.push(port)
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => [near, far].forEach((end) => end.destroy()))
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  return {
    origin: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

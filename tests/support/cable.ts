import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * A connection to a store that can be pulled out: while it is, nothing answers at its port. One that is cut lets nothing
 * through, and nobody is told: what is connected stays so, for good.
 */
export type Cable = { readonly port: number; pull(): Promise<void>; plug(): Promise<void>; cut(): void }

/** `target` is a port of this machine or the path of a socket. */
export async function aCable(
  target: { readonly host: string; readonly port: number } | { readonly path: string },
): Promise<Cable> {
  const sockets = new Set<Socket>()
  let server = listener()
  await listen(server, 0)
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0

  function listener(): Server {
    return createServer((near) => {
      const far = connect(target)
      for (const socket of [near, far]) {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
        // Whatever breaks one end breaks the other.
        socket.on('error', () => {
          near.destroy()
          far.destroy()
        })
      }
      near.pipe(far).pipe(near)
    })
  }

  return {
    port,
    cut() {
      for (const socket of sockets) socket.unpipe().pause()
    },
    async pull() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    async plug() {
      server = listener()
      await listen(server, port)
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

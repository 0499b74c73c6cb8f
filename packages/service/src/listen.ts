import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * For how long an idle connection is kept. Longer than proxies and clients keep theirs (Traefik: 90 s): whoever closes
 * first must be they, or the next request meets a connection that has just gone.
 */
const idleMs = 95_000

/**
 * Connections that may wait to be taken, as far as the kernel allows (`net.core.somaxconn`). When all clients come back at
 * once, one that finds the queue full tries again after a second, then three, then seven.
 */
const backlog = 65_535

/** Opens a server's port, any free one for 0, and says where: `http://address:port`. @throws as `listen` does (EADDRINUSE) */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  server.keepAliveTimeout = idleMs
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { address, port: bound } = server.address() as AddressInfo // it listens on TCP
  return `http://${address.includes(':') ? `[${address}]` : address}:${bound}`
}

import { createServer } from 'node:net'
import { Problem } from '../progress.mjs'

/** Fails before anything is started when the port is taken; what cannot be judged here is left to the real `listen`. */
export async function checkPort(port: number, host: string): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return
  const code = await new Promise<string | null>((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : null))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
  if (code !== null) throw portProblem(code, port) ?? new Problem(`Port ${port} of ${host} cannot be used (${code}).`)
}

/** The sentence for an error of `listen`, or null when the error is another one. */
export function portProblem(code: unknown, port: number): Problem | null {
  if (code === 'EADDRINUSE') {
    return new Problem(
      `Port ${port} is taken by another program. Stop it, or choose another port:\n  BASALT_PORT=${port === 8090 ? 8091 : 8090} npm start`,
    )
  }
  if (code === 'EACCES') {
    return new Problem(`This user may not open port ${port}. Choose one above 1023:\n  BASALT_PORT=8080 npm start`)
  }
  return null
}

import { lookup } from 'node:dns'
import { connect } from 'node:tls'
import { CallFailed, lookupPublic } from './http.ts'

/** What a server shows of itself. */
export type Certificate = {
  readonly subject: string
  readonly issuer: string
  readonly validFrom: Date
  readonly validTo: Date
  readonly signatureAlgorithm: string
}

const httpsPort = 443
const timeoutMs = 10_000

/**
 * The certificate of a host's web server, valid or not. Only the handshake is done.
 * @throws {CallFailed} when there is no such server
 */
export function certificateOf(
  host: string,
  { port = httpsPort, allowPrivate }: { readonly port?: number; readonly allowPrivate: boolean },
): Promise<Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      servername: host,
      // The certificate is what is asked for: whether it is valid is for the caller to judge.
      rejectUnauthorized: false,
      lookup: allowPrivate ? lookup : lookupPublic,
      timeout: timeoutMs,
    })
    const give = (error: Error): void => {
      socket.destroy()
      reject(new CallFailed(error.message, { cause: error }))
    }
    socket.on('error', give)
    socket.on('timeout', () => give(new Error(`no answer within ${timeoutMs / 1000} s`)))
    socket.on('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      socket.destroy()
      if (!certificate) return reject(new CallFailed('the server shows no certificate'))
      resolve({
        subject: certificate.subject,
        issuer: certificate.issuer,
        validFrom: certificate.validFromDate,
        validTo: certificate.validToDate,
        signatureAlgorithm: certificate.signatureAlgorithm ?? '',
      })
    })
  })
}

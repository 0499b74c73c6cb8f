import { CallFailed, certificateOf } from '@basalt/delivery'
import { fail, type Renderable } from '@basalt/types'

/** The names that monitors know signatures by. */
const signatures: Readonly<Record<string, string>> = {
  sha256WithRSAEncryption: 'RSA-SHA256',
  sha384WithRSAEncryption: 'RSA-SHA384',
  sha512WithRSAEncryption: 'RSA-SHA512',
  sha1WithRSAEncryption: 'RSA-SHA1',
  'ecdsa-with-SHA256': 'ecdsa-with-SHA256',
  'ecdsa-with-SHA384': 'ecdsa-with-SHA384',
}

/**
 * The certificate of a host on port 443.
 * @throws `general_argument_invalid` without a host, `health_invalid_host` when no public server answers there,
 * `health_certificate_expired`
 */
export async function checkCertificate(
  host: string | null,
  options: { readonly allowPrivate: boolean },
): Promise<Renderable<'healthCertificate'>> {
  if (host === null) throw fail('general_argument_invalid', { reason: 'Parameter `domain` is required.' })
  const certificate = await certificateOf(host, options).catch((error: unknown) => {
    if (error instanceof CallFailed) throw fail('health_invalid_host', { host }, error)
    throw error
  })
  if (certificate.validTo.getTime() < Date.now()) throw fail('health_certificate_expired', { host })
  return {
    name: `/${certificate.subject.split('\n').join('/')}`,
    subjectSN: part(certificate.subject, 'CN'),
    issuerOrganisation: part(certificate.issuer, 'O'),
    validFrom: unixSeconds(certificate.validFrom),
    validTo: unixSeconds(certificate.validTo),
    signatureTypeSN: signatures[certificate.signatureAlgorithm] ?? certificate.signatureAlgorithm,
  }
}

/** One part of a distinguished name, which has a line for each. */
function part(name: string, key: string): string {
  const line = name.split('\n').find((one) => one.startsWith(`${key}=`))
  return line?.slice(key.length + 1) ?? ''
}

function unixSeconds(date: Date): string {
  return String(Math.floor(date.getTime() / 1000))
}

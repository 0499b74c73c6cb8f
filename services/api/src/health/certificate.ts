import { isIP } from 'node:net'
import { checkCertificate } from '@basalt/core/health'
import { endpoint } from '#http/endpoint.ts'
import { invalid, optional, param, type Param } from '#http/params.ts'

const namePattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i

/** A host that others can reach by name, alone or within a URL. */
function publicHost(doc: string): Param<string | null> {
  return param<string | null>(
    (value, name) => {
      const text = typeof value === 'string' ? value : ''
      const host = text.includes('://') ? (URL.parse(text)?.hostname ?? '') : text
      if (namePattern.test(host) && isIP(host) === 0 && !host.endsWith('.localhost')) return host.toLowerCase()
      throw invalid(name, 'must be a public domain')
    },
    { type: 'string' },
    {
      validator: 'allOf',
      of: [{ validator: 'anyOf', of: [{ validator: 'url' }, { validator: 'domain' }] }, { validator: 'publicDomain' }],
    },
    doc,
  )
}

export const healthGetCertificate = endpoint({
  id: 'health.getCertificate',
  route: 'GET /v1/health/certificate',
  summary: 'Get the SSL certificate for a domain',
  auth: ['key'],
  scopes: ['health.read'],
  params: { domain: optional(publicHost('Domain name.'), null) },
  response: { status: 200, model: 'healthCertificate' },
  errors: ['health_certificate_expired', 'health_invalid_host'],
  handler: ({ services, params }) => checkCertificate(params.domain, services.config.outgoing),
})

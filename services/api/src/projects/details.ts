import type { ProjectDetails } from '@basalt/core/projects'
import { text } from '#http/kinds.ts'
import { url } from '#http/kinds-identity.ts'
import { optional, type ParsedParams } from '#http/params.ts'

const detail = (doc: string, max = 256) => optional(text({ max }, `${doc} Max length: ${max} chars.`), '')

/** What creating and updating a project both take. Those left out become empty. */
export const detailParams = {
  description: detail('Project description.'),
  logo: detail('Project logo.', 1024),
  url: optional(url('Project URL.'), ''),
  legalName: detail('Project legal name.'),
  legalCountry: detail('Project legal country.'),
  legalState: detail('Project legal state.'),
  legalCity: detail('Project legal city.'),
  legalAddress: detail('Project legal address.'),
  legalTaxId: detail('Project legal tax ID.'),
}

export function detailsOf(params: ParsedParams<typeof detailParams>): ProjectDetails {
  const { description, logo, url, legalName, legalCountry, legalState, legalCity, legalAddress, legalTaxId } = params
  return { description, logo, url, legalName, legalCountry, legalState, legalCity, legalAddress, legalTaxId }
}

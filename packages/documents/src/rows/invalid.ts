import { fail } from '@basalt/types'

export function invalid(reason: string): Error {
  return fail('row_invalid_structure', { reason })
}

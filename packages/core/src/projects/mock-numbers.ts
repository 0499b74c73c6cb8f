import { fail } from '@basalt/types'
import type { ProjectSettings } from './settings.ts'

type MockNumbers = ProjectSettings['auths']['mockNumbers']

/** @throws `general_bad_request` when a number is named twice */
export function checkMockNumbers(numbers: MockNumbers): MockNumbers {
  if (new Set(numbers.map(({ phone }) => phone)).size === numbers.length) return numbers
  throw fail('general_bad_request', { reason: 'Each mock number may be named once.' })
}

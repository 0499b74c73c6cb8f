import type { Origin } from '@basalt/core/activity'
import type { LogReader } from '@basalt/core/logs'
import type { SessionReader } from '@basalt/core/sessions'
import type { Services } from './services.ts'

/** What reading sessions takes: the tokens in them are opened, and countries named in the caller's language. */
export function readerOf({ secrets }: Services, { locale }: Origin): SessionReader {
  return { secrets, locale }
}

export function logReaderOf({ places }: Services, { locale }: Origin): LogReader {
  return { places, locale }
}

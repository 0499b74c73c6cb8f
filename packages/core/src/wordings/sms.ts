import { phrasesOf } from './catalogue.ts'

/** The text messages that Basalt writes to users. */
export type SmsType = 'code' | 'invitation'

/** What a text message says. Values are put in as they are: it has no marks. */
export function smsText(type: SmsType, locale: string, values: Readonly<Record<string, string>>): string {
  return phrasesOf(locale).sms[type].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

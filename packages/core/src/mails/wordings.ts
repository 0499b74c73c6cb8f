import { english } from './catalogue/en.ts'
import { french } from './catalogue/fr.ts'
import { german } from './catalogue/de.ts'
import { spanish } from './catalogue/es.ts'
import type { MailType, Wording } from './types.ts'

/** The whole catalogue. A locale may lack mails: they are taken from its language, and then from English. */
const catalogue: Readonly<Record<string, Partial<Record<MailType, Wording>>>> = {
  de: german,
  en: english,
  es: spanish,
  fr: french,
}

/** What a mail says unless the project words it its own way. */
export function defaultWording(type: MailType, locale: string): Wording {
  return catalogue[locale]?.[type] ?? catalogue[locale.slice(0, 2)]?.[type] ?? english[type]
}

import { isIP } from 'node:net'
import type { ColumnFormat } from '../definition.ts'

const atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const emailPattern = new RegExp(`^(?=.{3,254}$)(?=.{1,64}@)${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`, 'i')
const urlPattern = /^[a-z][a-z0-9+.-]*:(?:\/\/)?[^\s/?#]+\S*$/i

/** True for texts that a format takes. E-mail by syntax alone, with a dot in the domain; URLs of any scheme. */
export function fitsFormat(format: ColumnFormat, text: string, elements: readonly string[]): boolean {
  switch (format) {
    case 'email':
      return emailPattern.test(text)
    case 'url':
      return urlPattern.test(text) && URL.canParse(text)
    case 'ip':
      return isIP(text) !== 0
    case 'enum':
      return elements.includes(text)
    case '':
      break
  }
  return true
}

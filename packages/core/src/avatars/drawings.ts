import { lettering } from './glyphs.ts'

/** Browsers by the codes that the API gives them: a colour of the family, and two letters. */
const browsers = {
  aa: ['#5b6b7b', 'AV'],
  an: ['#3a9b63', 'AW'],
  ch: ['#d9a400', 'CH'],
  ci: ['#d9a400', 'CI'],
  cm: ['#d9a400', 'CM'],
  cr: ['#4f7fc4', 'CR'],
  ff: ['#d9622b', 'FF'],
  sf: ['#2b8fd9', 'SF'],
  mf: ['#2b8fd9', 'MS'],
  ps: ['#1d7f8c', 'ED'],
  oi: ['#1d7f8c', 'EI'],
  om: ['#c0313c', 'OM'],
  op: ['#c0313c', 'OP'],
  on: ['#c0313c', 'ON'],
} as const

export const browserCodes = [
  'aa',
  'an',
  'ch',
  'ci',
  'cm',
  'cr',
  'ff',
  'sf',
  'mf',
  'ps',
  'oi',
  'om',
  'op',
  'on',
] as const
export type BrowserCode = (typeof browserCodes)[number]

export const cardCodes = [
  'amex',
  'argencard',
  'cabal',
  'cencosud',
  'diners',
  'discover',
  'elo',
  'hipercard',
  'jcb',
  'mastercard',
  'naranja',
  'targeta-shopping',
  'unionpay',
  'visa',
  'mir',
  'maestro',
  'rupay',
] as const
export type CardCode = (typeof cardCodes)[number]

/** Colours of cards: ground and strip. */
const cards: Readonly<Record<CardCode, readonly [ground: string, strip: string]>> = {
  amex: ['#2a6fb0', '#1d5288'],
  argencard: ['#8a4fa3', '#66387a'],
  cabal: ['#2c5f8f', '#1f4467'],
  cencosud: ['#3b6ea8', '#2a4f79'],
  diners: ['#45698a', '#2f4a63'],
  discover: ['#c96f28', '#96521c'],
  elo: ['#33383d', '#1d2023'],
  hipercard: ['#a8323a', '#7b2329'],
  jcb: ['#2f7f57', '#215a3d'],
  mastercard: ['#b8482f', '#87331f'],
  naranja: ['#d2691e', '#9b4d14'],
  'targeta-shopping': ['#4b7b8c', '#355866'],
  unionpay: ['#2b7a78', '#1d5554'],
  visa: ['#2d4a9a', '#1f346d'],
  mir: ['#3d8f5f', '#2b6643'],
  maestro: ['#4a64ad', '#34477c'],
  rupay: ['#3f6b3a', '#2c4b28'],
}

export function browserDrawing(code: BrowserCode): string {
  const [color, letters] = browsers[code]
  const mark = lettering(letters, {
    centerX: 240,
    centerY: 240,
    maxWidth: 230,
    maxHeight: 150,
    color: '#fff',
    weight: 2,
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480"><circle cx="240" cy="240" r="232" fill="${color}"/><circle cx="240" cy="240" r="182" fill="none" stroke="#fff" stroke-opacity="0.5" stroke-width="14"/>${mark}</svg>`
}

export function cardDrawing(code: CardCode): string {
  const [ground, strip] = cards[code]
  const words = code.split('-')
  const lines = words.map((word, index) => {
    const centerY = 300 + (index - (words.length - 1) / 2) * 78
    const maxHeight = words.length === 1 ? 90 : 54
    return lettering(word, { centerX: 320, centerY, maxWidth: 500, maxHeight, color: '#fff', weight: 1.8 })
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><rect width="640" height="400" rx="36" fill="${ground}"/><rect y="60" width="640" height="80" fill="${strip}"/><rect x="60" y="170" width="84" height="56" rx="10" fill="#fff" fill-opacity="0.6"/>${lines.join('')}</svg>`
}

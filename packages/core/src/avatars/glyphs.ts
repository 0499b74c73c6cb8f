/**
 * Capital letters and digits as strokes, each in a box of 10 by 14. Drawn for Basalt, so that images with letters need
 * no font on the machine that makes them.
 */
const strokes: Readonly<Record<string, string>> = {
  A: 'M0 14 L5 0 L10 14 M1.8 9 H8.2',
  B: 'M0 0 V14 H6 A3.7 3.7 0 0 0 6 6.6 H0 M0 0 H5.5 A3.3 3.3 0 0 1 5.5 6.6',
  C: 'M9.6 2.6 A5.2 7 0 1 0 9.6 11.4',
  D: 'M0 0 V14 H4 A6 7 0 0 0 4 0 Z',
  E: 'M8.6 0 H0 V14 H8.6 M0 7 H7',
  F: 'M8.6 0 H0 V14 M0 7 H7',
  G: 'M9.6 2.6 A5.2 7 0 1 0 9.8 11.2 V7.6 H6',
  H: 'M0 0 V14 M10 0 V14 M0 7 H10',
  I: 'M5 0 V14',
  J: 'M8 0 V10 A4 4 0 0 1 0 10',
  K: 'M0 0 V14 M9 0 L0 8.4 M3.4 5.4 L9.6 14',
  L: 'M0 0 V14 H8.5',
  M: 'M0 14 V0 L5 8 L10 0 V14',
  N: 'M0 14 V0 L10 14 V0',
  O: 'M5 0 A5 7 0 1 0 5 14 A5 7 0 1 0 5 0 Z',
  P: 'M0 14 V0 H5.5 A3.8 3.8 0 0 1 5.5 7.6 H0',
  Q: 'M5 0 A5 7 0 1 0 5 14 A5 7 0 1 0 5 0 Z M6 10 L10 14.6',
  R: 'M0 14 V0 H5.5 A3.8 3.8 0 0 1 5.5 7.6 H0 M4.6 7.6 L9.6 14',
  S: 'M9 2.4 C7.5 -0.8 0.8 -0.6 0.8 3.6 C0.8 8 9.4 5.8 9.4 10.3 C9.4 14.8 2 15 0.5 11.4',
  T: 'M0 0 H10 M5 0 V14',
  U: 'M0 0 V9 A5 5 0 0 0 10 9 V0',
  V: 'M0 0 L5 14 L10 0',
  W: 'M-1 0 L2 14 L5 3 L8 14 L11 0',
  X: 'M0 0 L10 14 M10 0 L0 14',
  Y: 'M0 0 L5 7 L10 0 M5 7 V14',
  Z: 'M0 0 H10 L0 14 H10',
  0: 'M5 0 A4.4 7 0 1 0 5 14 A4.4 7 0 1 0 5 0 Z',
  1: 'M2 3 L5.5 0 V14',
  2: 'M1 3.6 A4 3.6 0 1 1 8.2 6 L0.5 14 H9.5',
  3: 'M1 2.4 C3 -1 9 -0.5 9 3.5 C9 6.4 6 7 4 7 C6 7 9.5 7.4 9.5 10.6 C9.5 15 2.5 15 0.5 11.6',
  4: 'M7 14 V0 L0 10 H10',
  5: 'M9 0 H1.5 L1 6.2 C3 4.6 9.4 4.6 9.4 9.6 C9.4 15 2 15 0.5 11.8',
  6: 'M8.5 0.6 C3 0.6 0.5 5 0.5 9.5 A4.5 4.5 0 1 0 9.5 9.5 A4.5 4.5 0 0 0 0.7 8.6',
  7: 'M0 0 H9.5 L3.5 14',
  8: 'M5 0 A3.6 3.4 0 1 0 5 6.8 A3.6 3.4 0 1 0 5 0 Z M5 6.8 A4.3 3.6 0 1 0 5 14 A4.3 3.6 0 1 0 5 6.8 Z',
  9: 'M1.5 13.4 C7 13.4 9.5 9 9.5 4.5 A4.5 4.5 0 1 0 0.5 4.5 A4.5 4.5 0 0 0 9.3 5.4',
  '-': 'M2 7 H8',
}

const height = 14
const advance = 14.5
const glyphWidth = 10

type Lettering = {
  readonly centerX: number
  readonly centerY: number
  /** The text fills at most this box. */
  readonly maxWidth: number
  readonly maxHeight: number
  readonly color: string
  /** Width of the strokes, in units of the letters' height of 14. */
  readonly weight: number
}

/** A line of capitals and digits around a point, as SVG. Other characters leave a gap. */
export function lettering(text: string, { centerX, centerY, maxWidth, maxHeight, color, weight }: Lettering): string {
  const letters = text.toUpperCase().split('')
  const width = letters.length * advance - (advance - glyphWidth)
  const scale = Math.min(maxWidth / (width + weight), maxHeight / (height + weight))
  const paths = letters.map((letter, index) => {
    const shape = strokes[letter]
    return shape === undefined ? '' : `<path d="${shape}" transform="translate(${index * advance} 0)"/>`
  })
  const x = centerX - (width * scale) / 2
  const y = centerY - (height * scale) / 2
  return `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="${color}" stroke-width="${weight}" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`
}

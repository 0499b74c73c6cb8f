import { lettering } from './glyphs.ts'

const palette = ['#FD366E', '#FE9567', '#7C67FE', '#68A3FE', '#85DBD8'] as const
const letterPattern = /^[a-zA-Z0-9]$/

/** Up to two letters of a name: of its first words, or of the parts of one word with underscores. */
export function initialsOf(name: string): string {
  const words = name.trim().split(' ')
  const parts = words.length === 1 ? name.trim().split('_') : words
  const first = parts.slice(0, 2).map((part) => part.charAt(0))
  return first
    .filter((letter) => letterPattern.test(letter))
    .join('')
    .toUpperCase()
}

/** A square or oblong in one colour, with the letters punched out. The letters decide the colour unless one is given. */
export function initialsDrawing(name: string, size: { width: number; height: number }, background: string): string {
  const initials = initialsOf(name)
  const sum = initials.split('').reduce((total, letter) => total + letter.charCodeAt(0), 0)
  const color = background === '' ? palette[(sum % 10) % palette.length] : `#${background}`
  const { width, height } = size
  const side = Math.min(width, height)
  const letters = lettering(initials, {
    centerX: width / 2,
    centerY: height / 2,
    maxWidth: side * 0.55,
    maxHeight: side * 0.36,
    color: '#000',
    weight: 1.9,
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><mask id="m"><rect width="${width}" height="${height}" fill="#fff"/>${letters}</mask><rect width="${width}" height="${height}" fill="${color}" mask="url(#m)"/></svg>`
}

/**
 * The pattern of a full-text search, for boolean mode: operators become spaces, several words are alternatives,
 * and the last word is a prefix unless the whole text stood in double quotes. Empty when no word is left.
 */
export function fulltextPattern(text: string): string {
  const isPhrase = text.length > 2 && text.startsWith('"') && text.endsWith('"')
  const words = text
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, ' ')
    .trim()
    .replaceAll(/\s+/g, ' ')
  if (words === '') return ''
  return isPhrase ? `"${words}"` : `${words}*`
}

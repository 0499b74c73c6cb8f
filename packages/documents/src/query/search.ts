/** Words that one phrase may have: the server looks for no more of them side by side. */
const maxPhraseWords = 100

/**
 * The pattern of a full-text search, for boolean mode: operators become spaces, several words are alternatives,
 * and the last word is a prefix unless the whole text stood in double quotes. Empty when no word is left.
 * @throws what `refuse` makes, for a phrase that is too long
 */
export function fulltextPattern(text: string, refuse: (reason: string) => Error): string {
  const isPhrase = text.length > 2 && text.startsWith('"') && text.endsWith('"')
  const words = text
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, ' ')
    .trim()
    .replaceAll(/\s+/g, ' ')
  if (words === '') return ''
  if (!isPhrase) return `${words}*`
  if (words.split(' ').length > maxPhraseWords) throw refuse(`A phrase has at most ${maxPhraseWords} words.`)
  return `"${words}"`
}

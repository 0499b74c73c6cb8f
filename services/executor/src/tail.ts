import { StringDecoder } from 'node:string_decoder'

/** The end of an output that may be endless: its last `maxCharacters`, with a line in front that says when more is gone. */
export class Tail {
  readonly #maxCharacters: number
  readonly #decoder = new StringDecoder('utf8')
  #pieces: string[] = []
  #length = 0
  #cut = false

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters
  }

  /** @returns the text of these bytes; a character that is not complete yet comes with the next ones */
  add(bytes: Buffer): string {
    const text = this.#decoder.write(bytes)
    this.#pieces.push(text)
    this.#length += text.length
    // Twice the limit before anything is copied, so that each character is copied at most once on average.
    if (this.#length > 2 * this.#maxCharacters) this.#shorten()
    return text
  }

  get text(): string {
    this.#shorten()
    const end = this.#pieces.join('')
    return this.#cut
      ? `[The beginning is left out: only the last ${this.#maxCharacters} characters are kept.]\n${end}`
      : end
  }

  #shorten(): void {
    if (this.#length <= this.#maxCharacters) return
    const end = this.#pieces.join('').slice(-this.#maxCharacters)
    this.#cut = true
    this.#pieces = [end]
    this.#length = end.length
  }
}

/** A stored file of which a preview is asked. */
export type PreviewSource = {
  readonly name: string
  /** What the content was found to be; empty while an upload is not whole. */
  readonly mimeType: string
  readonly sizeBytes: number
  /** Changes whenever the bytes do, and is the same for no other file. */
  readonly version: string
  /** Called when the turn has come, and not at all for what cannot be shown. */
  readonly open: () => AsyncIterable<Uint8Array>
  /** Null: this process alone keeps what is made. */
  readonly shelf: PreviewShelf | null
}

export type Preview = { readonly bytes: Buffer; readonly contentType: string }

/** Where previews of one file outlive a process. `variant` names one of the forms that it was asked in. */
export type PreviewShelf = {
  find(variant: string): Promise<Preview | null>
  keep(variant: string, preview: Preview): Promise<void>
}

/** The whole content, or null when it is longer than `maxBytes`, whatever the file was said to be. */
export async function readUpTo(source: PreviewSource, maxBytes: number): Promise<Buffer | null> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of source.open()) {
    length += piece.length
    if (length > maxBytes) return null // leaving the loop closes the stream
    pieces.push(piece)
  }
  return Buffer.concat(pieces, length)
}

const blockBytes = 512
const encoder = new TextEncoder()

/** Packs texts, named by their paths, into a `.tar.gz`. */
export async function archiveOf(files: Readonly<Record<string, string>>): Promise<File> {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const content = encoder.encode(text)
    const padding = new Uint8Array((blockBytes - (content.length % blockBytes)) % blockBytes)
    return [header(path, content.length), content, padding]
  })
  const tar = new Blob([...parts, new Uint8Array(2 * blockBytes)])
  const zipped = await new Response(tar.stream().pipeThrough(new CompressionStream('gzip'))).blob()
  return new File([zipped], 'code.tar.gz', { type: 'application/gzip' })
}

/** A header of the ustar format: fixed fields, numbers in octal, and a sum over all bytes. */
function header(path: string, size: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(blockBytes)
  const put = (at: number, text: string): void => block.set(encoder.encode(text), at)
  put(0, path)
  put(100, '0000644\0')
  put(108, '0000000\0')
  put(116, '0000000\0')
  put(124, `${size.toString(8).padStart(11, '0')}\0`)
  put(136, '00000000000\0')
  put(148, '        ')
  put(156, '0')
  put(257, 'ustar\0')
  put(263, '00')
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return block
}

/** What stands for a file that cannot be shown. */
export type Stand = 'file' | 'video' | 'image'

const marks: Readonly<Record<Stand, string>> = {
  file: '<path d="M510 260h120l60 60v220H510z"/><path d="M630 260v60h60M550 400h100M550 450h100"/>',
  video: '<rect x="470" y="300" width="260" height="200" rx="16"/><path d="M570 350v100l80-50z"/>',
  image:
    '<rect x="470" y="300" width="260" height="200" rx="16"/><circle cx="540" cy="360" r="22"/><path d="M480 480l90-80 50 40 60-70 46 50"/>',
}

export const placeholderSides = { width: 1200, height: 800 }
export const placeholderBackground = 'eceff1'

/** A drawing without ground; letters are not used, since a machine may have no font. */
export function placeholderDrawing(stand: Stand): Buffer {
  const { width, height } = placeholderSides
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<g fill="none" stroke="#90a4ae" stroke-width="12" stroke-linejoin="round" stroke-linecap="round">${marks[stand]}</g></svg>`,
  )
}

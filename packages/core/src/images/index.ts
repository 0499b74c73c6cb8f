export { Undecodable } from './decode.ts'
export { type Output, outputs } from './outputs.ts'
export { gravities, type Gravity, type PreviewOptions, Previews, type ShownPreview } from './previews.ts'
export type { PreviewShelf, PreviewSource } from './source.ts'

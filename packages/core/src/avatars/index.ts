export { browserCodes, cardCodes } from './drawings.ts'
export { flagCodes } from './flags.ts'
export { Images, type Made, type Size } from './images.ts'

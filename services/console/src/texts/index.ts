import { en } from './en.ts'

/** Every text that people read, in the language of the console. A translation is another object of this shape. */
export const t = en

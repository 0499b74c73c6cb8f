import { join } from 'node:path'
import { families, type Family } from './families.ts'

/** One version of a language, as a function names it. */
export type Runtime = Omit<Family, 'versions' | 'image' | 'folder'> & {
  /** `node-22`. */
  readonly id: string
  readonly version: string
  /** Official image of the language, with its tag. */
  readonly image: string
  /** Folder of the runtime server; its files belong into `/usr/local/server/src`. */
  readonly serverFolder: string
}

/** Every runtime that functions can choose, in the order in which they are listed. */
export const runtimes: readonly Runtime[] = families.flatMap(({ versions, image, folder, ...family }) =>
  versions.map((version) => ({
    ...family,
    id: `${family.key}-${version}`,
    version,
    image: image(version),
    serverFolder: join(import.meta.dirname, '..', folder),
  })),
)

const byId = new Map(runtimes.map((runtime) => [runtime.id, runtime]))

export function findRuntime(id: string): Runtime | null {
  return byId.get(id) ?? null
}

import { randomInt } from 'node:crypto'

const lowest = 2_000_000_000
const [blocks, blockSize] = [100_000, 1000]

/** User ids for functions, so that limits on processes count for each of them alone. Only root can give them. */
export class UserIds {
  readonly #isRoot: boolean
  /** Other executors of this machine draw theirs, so that they hardly ever share one. */
  readonly #first = lowest + randomInt(blocks) * blockSize
  readonly #taken = new Set<number>()

  constructor(isRoot: boolean) {
    this.#isRoot = isRoot
  }

  take(): { readonly userId: number | null; readonly release: () => void } {
    if (!this.#isRoot) return { userId: null, release: () => undefined }
    let userId = this.#first
    while (this.#taken.has(userId)) userId++
    this.#taken.add(userId)
    return { userId, release: () => void this.#taken.delete(userId) }
  }
}

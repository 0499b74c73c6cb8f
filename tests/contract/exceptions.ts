/** A difference between a declaration and the contract that was decided. */
export type Exception = {
  /** Operation, or `*` for every one. */
  readonly id: string
  /** How the sentence of the report begins. */
  readonly what: string
  readonly reason: string
}

/** The whole list. An entry that matches nothing any more fails the test that reads it. */
export const exceptions: readonly Exception[] = []

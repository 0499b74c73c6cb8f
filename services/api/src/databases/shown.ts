import type { ModelName, Renderable } from '@basalt/types'

/**
 * What core says of a column is told by the model of its kind, which cuts it to the fields that the kind has:
 * a column has the types of all of them.
 */
export function shown<N extends ModelName>(record: object): Renderable<N> {
  return record as Renderable<N> // see above; core makes records of all fields of their kind
}

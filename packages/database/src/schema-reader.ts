import { coalesce } from './coalesce.ts'
import { type Queryable, Schema } from './database.ts'

type Load<V> = (db: Queryable, keys: readonly string[]) => Promise<ReadonlyMap<string, V>>

/**
 * Reads by key from whichever schema is asked. Outside of a transaction, questions of one turn of the event loop are asked
 * together, as by `coalesce`; a transaction reads on its own connection.
 */
export function schemaReader<V>(load: Load<V>): (db: Queryable, key: string) => Promise<V | null> {
  // One reader a schema: it holds no data, only the questions of one turn.
  const readers = new WeakMap<Schema, (key: string) => Promise<V | null>>()
  return async (db, key) => {
    if (!(db instanceof Schema)) return (await load(db, [key])).get(key) ?? null
    let reader = readers.get(db)
    if (!reader) {
      reader = coalesce((keys) => load(db, keys))
      readers.set(db, reader)
    }
    return reader(key)
  }
}

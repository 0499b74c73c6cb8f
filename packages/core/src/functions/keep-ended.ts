import { GroupCommit, type Schema } from '@basalt/database'
import { appendEntries, type Entry } from '../activity/index.ts'
import { type EndedExecution, insertEnded } from './new-execution.ts'
import type { Work } from './services.ts'

/** A run that is over, and what is told about it, if it is told. */
export type Ended = { readonly run: EndedExecution; readonly happening: Entry | null }

// One a schema: runs that end at the same time are written in one transaction.
const groups = new WeakMap<Schema, GroupCommit<Ended, null>>()

/** Writes a run down that somebody has waited for, and tells of it. */
export async function keepEnded({ schema, services }: Work & { readonly schema: Schema }, ended: Ended): Promise<void> {
  let group = groups.get(schema)
  if (!group) {
    const commit = (all: readonly Ended[]): Promise<readonly null[]> =>
      schema.transaction(async (tx) => {
        const runs = all.map(({ run }) => run)
        await insertEnded(tx, runs)
        const told = all.flatMap(({ happening }) => happening ?? [])
        await appendEntries(tx, services.bus, told)
        return all.map(() => null)
      })
    group = new GroupCommit({ commit, charactersOf })
    groups.set(schema, group)
  }
  await group.write(ended)
}

function charactersOf({ run: { outcome, input } }: Ended): number {
  return outcome.logs.length + outcome.errors.length + input.path.length
}

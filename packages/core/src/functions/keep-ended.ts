import type { Bus } from '@basalt/bus'
import { GroupCommit, type Schema } from '@basalt/database'
import { appendEntries, type Entry, leavesRow, tellEntries } from '../activity/index.ts'
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
    const commit = async (all: readonly Ended[]): Promise<readonly null[]> => {
      await writeAll(schema, services.bus, all)
      return all.map(() => null)
    }
    group = new GroupCommit({ commit, charactersOf })
    groups.set(schema, group)
  }
  await group.write(ended)
}

async function writeAll(schema: Schema, bus: Bus, all: readonly Ended[]): Promise<void> {
  const runs = all.map(({ run }) => run)
  const told = all.flatMap(({ happening }) => happening ?? [])
  if (told.some(leavesRow)) {
    await schema.transaction(async (tx) => {
      await insertEnded(tx, runs)
      await appendEntries(tx, bus, told)
    })
    return
  }
  // One statement is a transaction by itself, without the way there and back to begin and to commit it.
  await insertEnded(schema, runs)
  await tellEntries(bus, told)
}

function charactersOf({ run: { outcome, input } }: Ended): number {
  return outcome.logs.length + outcome.errors.length + input.path.length
}

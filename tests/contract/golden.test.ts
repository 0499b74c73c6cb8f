import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { decided, known } from './golden/deviations.ts'
import { type Outcome, play } from './golden/play.ts'
import { readRecording, type Recorded } from './golden/recording.ts'
import { type Part, type Stage, stages } from './golden/stages.ts'
import { World } from './golden/world.ts'

for (const stage of stages) {
  describe(`recorded calls of ${stage.name}`, () => {
    let outcomes: ReadonlyMap<Part, readonly Outcome[]>

    before(async () => {
      outcomes = await playStage(stage)
    })

    for (const part of stage.parts) {
      it(`${part.file} answers as recorded`, (t) => {
        const played = outcomes.get(part) ?? []
        const count = (result: Outcome['result']): number => played.filter((each) => each.result === result).length
        t.diagnostic(`${part.file}: ${count('same')} of ${played.length} the same, ${count('skipped')} skipped`)
        const listed = { ...decided[part.file], ...known[part.file] }
        const different = played.filter(({ result }) => result === 'different')
        const unlisted = different.filter(({ name }) => !Object.hasOwn(listed, name))
        assert.deepEqual(
          unlisted.map(({ name, why }) => `${name}: ${why.slice(0, 5).join('; ')}`),
          [],
        )
        const mended = played.filter(({ name, result }) => result === 'same' && Object.hasOwn(listed, name))
        assert.deepEqual(
          mended.map(({ name }) => `${name} is listed as a deviation, and is none any more`),
          [],
        )
      })
    }
  })
}

describe('the list of deviations', () => {
  it('names recorded calls only, and none twice', () => {
    for (const list of [decided, known]) {
      for (const [file, names] of Object.entries(list)) {
        const recorded = new Set(readRecording(file).map(({ name }) => name))
        assert.deepEqual(
          Object.keys(names).filter((name) => !recorded.has(name)),
          [],
        )
      }
    }
    const twice = Object.entries(known).flatMap(([file, names]) =>
      Object.keys(names).filter((name) => Object.hasOwn(decided[file] ?? {}, name)),
    )
    assert.deepEqual(twice, [])
  })
})

async function playStage(stage: Stage): Promise<ReadonlyMap<Part, readonly Outcome[]>> {
  const world = await World.create()
  const outcomes = new Map<Part, readonly Outcome[]>()
  for (const part of stage.parts) outcomes.set(part, await play(world, callsOf(part), part.script ?? {}))
  return outcomes
}

function callsOf({ file, from, to }: Part): readonly Recorded[] {
  const calls = readRecording(file)
  const at = (name: string | undefined, otherwise: number): number => {
    if (name === undefined) return otherwise
    const index = calls.findIndex((call) => call.name === name)
    assert.notEqual(index, -1, `${file} has no call "${name}"`)
    return index
  }
  return calls.slice(at(from, 0), at(to, calls.length - 1) + 1)
}

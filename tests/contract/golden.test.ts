import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { decided, known, listedIn, strike } from './golden/deviations.ts'
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
      it(`${part.file} answers as recorded${part.from === undefined ? '' : `, from "${part.from}"`}`, (t) => {
        const played = outcomes.get(part) ?? []
        const count = (result: Outcome['result']): number => played.filter((each) => each.result === result).length
        t.diagnostic(`${part.file}: ${count('same')} of ${played.length} the same, ${count('skipped')} skipped`)
        const listed = new Set([...listedIn(decided, part.file), ...listedIn(known, part.file)])
        const named = (result: Outcome['result']) => played.filter((each) => each.result === result)
        assert.deepEqual(
          named('different')
            .filter(({ name }) => !listed.has(name))
            .map(({ name, why }) => `${name}: ${why.slice(0, 5).join('; ')}`),
          [],
        )
        const same = named('same').map(({ name }) => name)
        // Whoever mends something asks for this, and commits the shorter list.
        if (process.env['BASALT_STRIKE_MENDED'] === '1') strike({ [part.file]: same })
        else {
          assert.deepEqual(
            same.filter((name) => listed.has(name)),
            [],
            'listed, but as recorded: BASALT_STRIKE_MENDED=1 strikes them',
          )
        }
      })
    }
  })
}

describe('the lists of deviations', () => {
  it('name recorded calls only, and none twice', () => {
    for (const file of new Set([...Object.keys(decided), ...Object.keys(known)])) {
      const recorded = new Set(readRecording(file).map(({ name }) => name))
      const listed = [...listedIn(decided, file), ...listedIn(known, file)]
      assert.deepEqual(
        listed.filter((name) => !recorded.has(name)),
        [],
      )
      assert.deepEqual(
        listed.filter((name, index) => listed.indexOf(name) !== index),
        [],
      )
    }
  })
})

async function playStage(stage: Stage): Promise<ReadonlyMap<Part, readonly Outcome[]>> {
  const world = await World.create(stage.project)
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

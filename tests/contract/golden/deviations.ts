import { readFileSync, writeFileSync } from 'node:fs'

/** Recordings, then reasons, then the calls that answer otherwise for that reason. */
export type Deviations = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const place = (name: string): URL => new URL(name, import.meta.url)
const read = (name: string): Deviations => JSON.parse(readFileSync(place(name), 'utf8')) as Deviations // of this form

/** Calls whose whole answer was decided to be another: what is a weakness or an accident there is made sound here. */
export const decided: Deviations = read('decided.json')

/** Calls that Basalt answers wrongly, or cannot answer yet. The list may only shrink: what is mended must leave it. */
export const known: Deviations = read('known.json')

/** The calls of one recording that are listed. */
export function listedIn(list: Deviations, file: string): readonly string[] {
  return Object.values(list[file] ?? {}).flat()
}

/** Takes calls that answer as recorded off the list of faults. */
export function strike(mended: Readonly<Record<string, readonly string[]>>): void {
  const left = Object.entries(read('known.json')).map(([file, reasons]) => {
    const kept = Object.entries(reasons).map(
      ([reason, names]) => [reason, names.filter((name) => !mended[file]?.includes(name))] as const,
    )
    return [file, Object.fromEntries(kept.filter(([, names]) => names.length > 0))] as const
  })
  const files = Object.fromEntries(left.filter(([, reasons]) => Object.keys(reasons).length > 0))
  writeFileSync(place('known.json'), `${JSON.stringify(files, null, 2)}\n`)
}

/** The seed of this run: `BASALT_FUZZ_SEED`, or a new one. */
export function fuzzSeed(): number {
  const given = Number(process.env['BASALT_FUZZ_SEED'])
  return Number.isInteger(given) && given > 0 ? given : 1 + Math.floor(Math.random() * 2 ** 31)
}

/** How long calls are made: `BASALT_FUZZ_SECONDS`, or 45. Every operation is called at least once by each caller. */
export function fuzzSeconds(): number {
  const given = Number(process.env['BASALT_FUZZ_SECONDS'])
  return Number.isFinite(given) && given > 0 ? given : 45
}

/** Why an answer is not the recorded one. Keys are recordings, then names of calls. */
export type Deviations = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Departures that were decided (`docs/decisions`): what is a weakness or an accident there is made sound here. */
export const decided: Deviations = {}

/** Departures that are faults of Basalt. The list may only shrink: what is mended must leave it. */
export const known: Deviations = {}

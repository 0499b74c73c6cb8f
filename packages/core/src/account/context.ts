import type { Bus } from '@basalt/bus'
import type { Transaction } from '@basalt/database'
import type { Origin } from '../activity/index.ts'

/** Where a request comes from and whom to tell about it. */
export type Context = { readonly bus: Bus; readonly origin: Origin }

/**
 * The second half of an act whose first half took its time outside of a transaction, hashing passwords: it checks
 * again what could have changed meanwhile, and writes. It bears repetition.
 */
export type Write<T> = (tx: Transaction) => Promise<T>

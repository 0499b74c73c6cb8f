import { Turns } from '@basalt/service'
import { availableParallelism } from 'node:os'

/**
 * The turns of all password hashes, whatever their kind: as many at a time as there are cores, but never the whole
 * thread pool of four. Hashes take 64 MB each and a thread of the pool that files and DNS use too, so that a burst of
 * sign-ins must not take all of them.
 */
export const turns = new Turns(Math.min(availableParallelism(), 3))

import { authPlaces } from '../features/auth/places.ts'
import { databasePlaces } from '../features/databases/places.ts'
import { overviewPlaces } from '../features/overview/places.ts'
import type { Place } from './navigation.ts'

/** What the side bar of a project names, in its order. One line a feature. */
export const places: readonly Place[] = [...overviewPlaces, ...authPlaces, ...databasePlaces]

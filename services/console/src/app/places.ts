import { activityPlaces } from '../features/activity/places.ts'
import { authPlaces } from '../features/auth/places.ts'
import { databasePlaces } from '../features/databases/places.ts'
import { functionPlaces } from '../features/functions/places.ts'
import { mailPlaces } from '../features/mails/places.ts'
import { overviewPlaces } from '../features/overview/places.ts'
import { realtimePlaces } from '../features/realtime/places.ts'
import { settingsPlaces } from '../features/settings/places.ts'
import { storagePlaces } from '../features/storage/places.ts'
import type { Place } from './navigation.ts'

/** What the side bar of a project names, in its order. One line a feature. */
export const places: readonly Place[] = [
  ...overviewPlaces,
  ...authPlaces,
  ...databasePlaces,
  ...storagePlaces,
  ...functionPlaces,
  ...realtimePlaces,
  ...mailPlaces,
  ...activityPlaces,
  ...settingsPlaces,
]

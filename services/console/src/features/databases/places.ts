import { Database } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const databasePlaces: readonly Place[] = [
  { label: t.databases.nav, icon: Database, path: '/databases', group: 'build' },
]

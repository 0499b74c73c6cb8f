import { HardDrive } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const storagePlaces: readonly Place[] = [
  { label: t.storage.nav, icon: HardDrive, path: '/storage', group: 'build' },
]

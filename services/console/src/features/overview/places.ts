import { LayoutDashboard } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const overviewPlaces: readonly Place[] = [
  { label: t.overview.nav, icon: LayoutDashboard, path: '/', group: 'overview' },
]

import { ListChecks, ScrollText } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const activityPlaces: readonly Place[] = [
  { label: t.audit.nav, icon: ScrollText, path: '/audit', group: 'manage' },
  { label: t.jobs.nav, icon: ListChecks, path: '/jobs', group: 'manage' },
]

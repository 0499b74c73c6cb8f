import { Radio } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const realtimePlaces: readonly Place[] = [
  { label: t.realtime.nav, icon: Radio, path: '/realtime', group: 'build' },
]

import { Zap } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const functionPlaces: readonly Place[] = [
  { label: t.functions.nav, icon: Zap, path: '/functions', group: 'build' },
]

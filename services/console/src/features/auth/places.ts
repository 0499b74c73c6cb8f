import { Users } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const authPlaces: readonly Place[] = [{ label: t.auth.nav, icon: Users, path: '/auth', group: 'build' }]

import { Mail } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const mailPlaces: readonly Place[] = [{ label: t.mails.nav, icon: Mail, path: '/mails', group: 'manage' }]

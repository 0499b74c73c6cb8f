import { KeyRound, MonitorSmartphone, Settings, Webhook } from 'lucide-react'
import type { Place } from '#app/navigation.ts'
import { t } from '#texts'

export const settingsPlaces: readonly Place[] = [
  { label: t.keys.nav, icon: KeyRound, path: '/keys', group: 'manage' },
  { label: t.platforms.nav, icon: MonitorSmartphone, path: '/platforms', group: 'manage' },
  { label: t.webhooks.nav, icon: Webhook, path: '/webhooks', group: 'manage' },
  { label: t.settings.nav, icon: Settings, path: '/settings', group: 'manage' },
]

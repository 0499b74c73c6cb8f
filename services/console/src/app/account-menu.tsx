import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { LogOut, UserRound } from 'lucide-react'
import { consoleApi } from '#api/client.ts'
import { t } from '#texts'
import { Menu } from '#ui/menu.tsx'
import { toast } from '#ui/toasts.tsx'
import { forgetAccount, useAccount } from './session.ts'
import { themes, useTheme } from './theme.ts'

export function AccountMenu() {
  const account = useAccount()
  const client = useQueryClient()
  const router = useRouter()
  const [theme, setTheme] = useTheme()
  const signOut = async (): Promise<void> => {
    try {
      await consoleApi.call('account.deleteSession', { sessionId: 'current' })
      forgetAccount(client)
      await router.navigate({ to: '/sign-in' })
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad')
    }
  }
  return (
    <Menu
      groups={[
        themes.map((each) => ({
          label: `${t.shell.theme}: ${t.shell.themes[each]}`,
          checked: each === theme,
          onSelect: () => setTheme(each),
        })),
        [
          { label: t.account.title, icon: UserRound, onSelect: () => void router.navigate({ to: '/account' }) },
          { label: t.shell.signOut, icon: LogOut, onSelect: () => void signOut() },
        ],
      ]}
    >
      <button
        type="button"
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-wash text-sm font-semibold text-accent"
      >
        <span className="sr-only">{t.shell.account}</span>
        <span aria-hidden>{initials(account?.name || account?.email || '')}</span>
      </button>
    </Menu>
  )
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean)
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}

import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'basalt-theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

function stored(): Theme {
  const value = localStorage.getItem(key)
  return themes.find((theme) => theme === value) ?? 'system'
}

/** Shows the theme that was chosen; called before the first paint, and whenever the choice or the system changes. */
export function applyTheme(): void {
  const theme = stored()
  document.documentElement.classList.toggle('dark', theme === 'dark' || (theme === 'system' && dark.matches))
  for (const listener of listeners) listener()
}

dark.addEventListener('change', applyTheme)

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, stored)
  return [
    theme,
    (next) => {
      localStorage.setItem(key, next)
      applyTheme()
    },
  ]
}

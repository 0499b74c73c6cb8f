import { Link, Outlet, useParams, useRouterState } from '@tanstack/react-router'
import { Menu as MenuIcon, Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '#texts'
import { IconButton } from '#ui/button.tsx'
import { AccountMenu } from './account-menu.tsx'
import { useOnline } from './connection.ts'
import { Logo } from './logo.tsx'
import { Palette } from './palette.tsx'
import { ProjectSwitch } from './project-switch.tsx'
import { SideBar } from './side-bar.tsx'

/** What surrounds every page of somebody who is signed in. */
export function Shell() {
  const { projectId } = useParams({ strict: false })
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const [menuOpen, setMenuOpen] = useState(false)
  const [paletteOpen, setPaletteOpen] = useState(false)
  const online = useOnline()
  useEffect(() => setMenuOpen(false), [path])
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.key === 'k' && (event.metaKey || event.ctrlKey))) return
      event.preventDefault()
      setPaletteOpen(true)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-panel focus:px-3 focus:py-2"
      >
        {t.common.skip}
      </a>
      <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b border-line bg-panel px-3 sm:px-4">
        {projectId !== undefined && (
          <IconButton
            icon={menuOpen ? X : MenuIcon}
            label={t.shell.menu}
            aria-expanded={menuOpen}
            onClick={() => setMenuOpen(!menuOpen)}
            className="md:hidden"
          />
        )}
        <Link
          to="/"
          aria-label="Basalt"
          className="flex items-center gap-2 rounded-md px-1 py-1 font-semibold tracking-tight"
        >
          <Logo />
          <span className="hidden sm:inline">Basalt</span>
        </Link>
        <ProjectSwitch projectId={projectId ?? null} />
        <button
          type="button"
          onClick={() => setPaletteOpen(true)}
          className="ml-auto flex h-8 items-center gap-2 rounded-md border border-line px-2.5 text-sm text-faint hover:border-line-strong hover:text-ink"
        >
          <Search className="size-4" aria-hidden />
          <span className="sr-only sm:not-sr-only">{t.shell.search}</span>
          <kbd aria-hidden className="hidden rounded border border-line px-1 font-sans text-xs sm:inline">
            ⌘K
          </kbd>
        </button>
        <AccountMenu />
      </header>
      {!online && (
        <p role="status" className="bg-warn-wash px-4 py-1.5 text-center text-sm text-warn">
          {t.connection.lost}
        </p>
      )}
      <div className="flex flex-1">
        {projectId !== undefined && <SideBar projectId={projectId} open={menuOpen} />}
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      {paletteOpen && <Palette projectId={projectId ?? null} onClose={() => setPaletteOpen(false)} />}
    </div>
  )
}

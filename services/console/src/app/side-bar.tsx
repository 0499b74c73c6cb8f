import { Link } from '@tanstack/react-router'
import { t } from '#texts'
import { cx } from '#ui/classes.ts'
import { groups } from './navigation.ts'
import { places } from './places.ts'

export function SideBar({ projectId, open }: { readonly projectId: string; readonly open: boolean }) {
  return (
    <nav
      aria-label={t.shell.main}
      className={cx(
        'top-13 z-20 h-[calc(100dvh-3.25rem)] w-56 shrink-0 overflow-y-auto border-r border-line bg-panel p-3 md:sticky md:block',
        open ? 'fixed shadow-2xl' : 'hidden',
      )}
    >
      {groups
        .filter((group) => places.some((place) => place.group === group))
        .map((group) => (
          <div key={group} className="mb-4">
            {t.shell.groups[group] !== '' && (
              <p className="px-2.5 pb-1 text-xs font-medium text-faint">{t.shell.groups[group]}</p>
            )}
            <ul className="grid gap-0.5">
              {places
                .filter((place) => place.group === group)
                .map(({ label, icon: Icon, path }) => (
                  <li key={path}>
                    <Link
                      to={`/project/$projectId${path}` as '/project/$projectId'}
                      params={{ projectId }}
                      activeOptions={{ exact: path === '/', includeSearch: false }}
                      className="flex items-center gap-2.5 rounded-md px-2.5 py-1.5 font-medium text-soft hover:bg-sunken hover:text-ink data-[status=active]:bg-accent-wash data-[status=active]:text-accent"
                    >
                      <Icon className="size-4" aria-hidden />
                      {label}
                    </Link>
                  </li>
                ))}
            </ul>
          </div>
        ))}
    </nav>
  )
}

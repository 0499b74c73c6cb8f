import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { t } from '#texts'
import { cx } from '#ui/classes.ts'
import { Dialog } from '#ui/dialog.tsx'
import { places } from './places.ts'
import { themes, useTheme } from './theme.ts'

type Entry = { readonly key: string; readonly label: string; readonly group: string; readonly run: () => void }

const maxProjects = 8

/** Finds any place by a few letters. */
export function Palette({ projectId, onClose }: { readonly projectId: string | null; readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const entries = useEntries(projectId, text)
  const run = (entry: Entry | undefined): void => {
    if (!entry) return
    entry.run()
    onClose()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, entries.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') run(entries[at])
    else return
    event.preventDefault()
  }
  return (
    <Dialog onClose={onClose} title={t.palette.title}>
      <input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={entries[at] ? `${listId}-${at}` : undefined}
        aria-label={t.palette.placeholder}
        placeholder={t.palette.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKey}
        className="h-10 w-full rounded-md border border-line-strong/70 bg-raised px-3"
      />
      <ul id={listId} role="listbox" aria-label={t.palette.title} className="mt-3 max-h-80 overflow-y-auto">
        {entries.map((entry, index) => (
          <li
            key={entry.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => run(entry)}
            onMouseMove={() => setAt(index)}
            className={cx(
              'flex cursor-pointer items-center justify-between gap-4 rounded-md px-3 py-2',
              index === at && 'bg-sunken',
            )}
          >
            <span className="truncate">{entry.label}</span>
            <span className="shrink-0 text-xs text-faint">{entry.group}</span>
          </li>
        ))}
      </ul>
      {entries.length === 0 && <p className="py-6 text-center text-soft">{t.palette.none}</p>}
    </Dialog>
  )
}

function useEntries(projectId: string | null, text: string): readonly Entry[] {
  const navigate = useNavigate()
  const [, setTheme] = useTheme()
  const queries = [Query.limit(maxProjects), Query.orderDesc('$updatedAt')]
  const { data } = useReading(
    consoleApi,
    'projects.list',
    { queries, ...(text === '' ? {} : { search: text }) },
    { keep: true },
  )
  const wanted = text.toLowerCase()
  const here = projectId === null ? [] : places
  return [
    ...here.map(({ label, path }) => ({
      key: path,
      label,
      group: t.palette.places,
      run: () =>
        void navigate({
          to: `/project/$projectId${path}` as '/project/$projectId',
          params: { projectId: projectId ?? '' },
        }),
    })),
    ...(data?.projects ?? []).map(({ $id, name }) => ({
      key: $id,
      label: name,
      group: t.palette.projects,
      run: () => void navigate({ to: '/project/$projectId', params: { projectId: $id } }),
    })),
    ...themes.map((theme) => ({
      key: `theme-${theme}`,
      label: `${t.shell.theme}: ${t.shell.themes[theme]}`,
      group: t.palette.actions,
      run: () => setTheme(theme),
    })),
  ].filter(({ label, key }) => label.toLowerCase().includes(wanted) || key.toLowerCase().includes(wanted))
}

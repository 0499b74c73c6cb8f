import type { ReactNode } from 'react'
import { cx } from './classes.ts'

/** The content beside the side bar. */
export function Page({
  title,
  lead,
  actions,
  wide = false,
  children,
}: {
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={cx('mx-auto w-full px-4 py-6 sm:px-8 sm:py-8', wide ? 'max-w-none' : 'max-w-6xl')}>
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
          {lead !== undefined && <div className="text-soft">{lead}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className="grid gap-6">{children}</div>
    </div>
  )
}

export function Panel({
  title,
  lead,
  actions,
  flush = false,
  children,
}: {
  readonly title?: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  /** Content reaches the edges, as tables do. */
  readonly flush?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className="min-w-0 overflow-hidden rounded-lg border border-line bg-panel shadow-xs">
      {(title !== undefined || actions !== undefined) && (
        <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-5 py-3.5">
          <div className="grid gap-0.5">
            <h2 className="text-base font-semibold">{title}</h2>
            {lead !== undefined && <p className="text-sm text-soft">{lead}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={flush ? '' : 'p-5'}>{children}</div>
    </section>
  )
}

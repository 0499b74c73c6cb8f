import type { ReactNode } from 'react'
import { Logo } from '#app/logo.tsx'

/** A page for somebody who is not signed in. */
export function Frame({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}) {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-page px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex items-center gap-2.5 text-lg font-semibold tracking-tight">
          <Logo />
          Basalt
        </div>
        <div className="rounded-lg border border-line bg-panel p-6 shadow-sm sm:p-7">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 mb-6 text-pretty text-soft">{lead}</p>
          {children}
        </div>
      </div>
    </main>
  )
}

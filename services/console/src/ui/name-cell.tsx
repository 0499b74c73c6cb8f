import type { ReactNode } from 'react'
import { CopyId } from './copy.tsx'

/** The first cell of most tables: a name, and the id under it. */
export function NameCell({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-1">
      <span className="max-w-full truncate font-medium [&>a]:hover:text-accent [&>a]:hover:underline">{children}</span>
      <CopyId value={id} />
    </div>
  )
}

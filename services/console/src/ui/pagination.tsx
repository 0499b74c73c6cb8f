import { ChevronLeft, ChevronRight } from 'lucide-react'
import { t } from '#texts'
import { IconButton } from './button.tsx'

/** Steps through a list; nothing while one page holds it all. */
export function Pagination({
  page,
  pageSize,
  total,
  onChange,
}: {
  /** From 1. */
  readonly page: number
  readonly pageSize: number
  readonly total: number
  readonly onChange: (page: number) => void
}) {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (pages === 1) return null
  const first = (page - 1) * pageSize + 1
  return (
    <nav
      aria-label={t.common.pages}
      className="flex items-center justify-between gap-3 border-t border-line px-5 py-2.5"
    >
      <p className="text-sm text-soft tabular-nums">
        {t.common.range(first, Math.min(total, first + pageSize - 1), total)}
      </p>
      <div className="flex gap-1">
        <IconButton
          icon={ChevronLeft}
          label={t.common.previous}
          disabled={page <= 1}
          onClick={() => onChange(page - 1)}
        />
        <IconButton
          icon={ChevronRight}
          label={t.common.next}
          disabled={page >= pages}
          onClick={() => onChange(page + 1)}
        />
      </div>
    </nav>
  )
}

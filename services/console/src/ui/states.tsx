import { CircleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { ApiError, ConnectionError } from '#api/errors.ts'
import { t } from '#texts'
import { Button } from './button.tsx'
import { cx } from './classes.ts'

/** What went wrong, and what to do about it. */
export function ErrorNote({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-md border border-bad/30 bg-bad-wash px-3.5 py-3 text-base"
    >
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="grid min-w-0 gap-1">
        <p className="font-medium break-words text-bad">{error.message}</p>
        <p className="text-sm text-soft">{adviceFor(error)}</p>
      </div>
      {onRetry && (
        <Button small onClick={onRetry} className="ml-auto">
          {t.common.retry}
        </Button>
      )}
    </div>
  )
}

function adviceFor(error: Error): string {
  if (error instanceof ConnectionError) return t.errors.connection
  if (!(error instanceof ApiError)) return t.errors.unknown
  if (error.status === 401) return t.errors.unauthorized
  if (error.status === 403) return t.errors.forbidden
  if (error.status === 404) return t.errors.missing
  if (error.status === 409) return t.errors.conflict
  if (error.status === 429) return t.errors.limited
  return error.status >= 500 ? t.errors.server : t.errors.invalid
}

export function Empty({
  icon: Icon,
  title,
  children,
  action,
}: {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-3 px-6 py-14 text-center">
      <span className="flex size-11 items-center justify-center rounded-lg border border-line bg-sunken text-soft">
        <Icon className="size-5" aria-hidden />
      </span>
      <h2 className="text-lg font-semibold text-balance">{title}</h2>
      {children !== undefined && <p className="max-w-md text-pretty text-soft">{children}</p>}
      {action !== undefined && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

/** Stands where content will be. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div className={cx('animate-pulse rounded-md bg-line/70', className ?? 'h-4 w-full')} />
}

export function LoadingRows({ count = 6 }: { readonly count?: number }) {
  return (
    <div role="status" aria-label={t.common.loading} className="grid gap-3 p-5">
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} className="h-5" />
      ))}
    </div>
  )
}

type Read<T> = { readonly data: T | undefined; readonly error: Error | null; readonly refetch: () => unknown }

/** The states of something that is read: waiting, failed, there. */
export function Reading<T>({
  of,
  loading = <LoadingRows />,
  children,
}: {
  readonly of: Read<T>
  readonly loading?: ReactNode
  readonly children: (data: T) => ReactNode
}) {
  if (of.data !== undefined) return children(of.data)
  if (of.error) {
    return (
      <div className="p-5">
        <ErrorNote error={of.error} onRetry={() => void of.refetch()} />
      </div>
    )
  }
  return loading
}

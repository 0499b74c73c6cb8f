import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { t } from '#texts'
import { buttonClass } from '#ui/button.tsx'
import { Page } from '#ui/page.tsx'
import { Empty, ErrorNote } from '#ui/states.tsx'

export function Failure({ error, reset }: ErrorComponentProps) {
  return (
    <Page title={t.errors.pageTitle}>
      <ErrorNote error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
    </Page>
  )
}

export function NotFound() {
  return (
    <Empty
      icon={Compass}
      title={t.errors.notFoundTitle}
      action={
        <Link to="/" className={buttonClass('primary')}>
          {t.errors.home}
        </Link>
      }
    >
      {t.errors.notFound}
    </Empty>
  )
}

import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { consoleApi, endpoint } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { cx } from '#ui/classes.ts'
import { CopyId } from '#ui/copy.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Snippets } from '#ui/snippets.tsx'
import { Health } from './health.tsx'
import { snippets } from './snippets.ts'
import { Usage } from './usage.tsx'

export function Overview() {
  const projectId = useProjectId()
  const { data: project } = useReading(consoleApi, 'projects.get', { projectId })
  return (
    <Page title={project?.name} lead={<CopyId value={projectId} />}>
      <FirstSteps />
      <Usage />
      <Panel title={t.overview.connect} lead={t.overview.connectLead}>
        <Snippets
          snippets={snippets.map(({ language, text }) => ({ language, text: text({ endpoint, projectId }) }))}
        />
      </Panel>
      <Health />
    </Page>
  )
}

/** What a new project still lacks. */
function FirstSteps() {
  const projectId = useProjectId()
  const { data: project } = useReading(consoleApi, 'projects.get', { projectId })
  const { data: users } = useReading(useProjectApi(), 'users.list', { queries: [Query.limit(1)] })
  if (!project || !users) return null
  return (
    <Panel title={t.overview.steps}>
      <ol className="grid gap-4 sm:grid-cols-3">
        <Step done={project.platforms.length > 0} title={t.overview.stepPlatform}>
          {t.overview.stepPlatformLead}
        </Step>
        <Step done={users.total > 0} title={t.overview.stepUser}>
          {t.overview.stepUserLead}
        </Step>
        <Step done={project.keys.length > 0} title={t.overview.stepKey}>
          {t.overview.stepKeyLead}
        </Step>
      </ol>
    </Panel>
  )
}

function Step({
  done,
  title,
  children,
}: {
  readonly done: boolean
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <li className="flex gap-3">
      <span
        className={cx(
          'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border',
          done ? 'border-good bg-good-wash text-good' : 'border-line-strong',
        )}
      >
        {done && <Check className="size-3" strokeWidth={3} aria-label={t.overview.done} />}
      </span>
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-sm text-soft">{children}</p>
      </div>
    </li>
  )
}

import { Link, Outlet } from '@tanstack/react-router'
import { useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { CopyId } from '#ui/copy.tsx'
import { Reading } from '#ui/states.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { useFunctionId } from './model.ts'

/** What surrounds the pages of a function. */
export function FunctionFrame() {
  const projectId = useProjectId()
  const functionId = useFunctionId()
  const params = { projectId, functionId }
  const base = '/project/$projectId/functions/$functionId'
  return (
    <Reading of={useReading(useProjectApi(), 'functions.get', { functionId })}>
      {({ name, runtime }) => (
        <>
          <header className="border-b border-line bg-panel px-4 pt-5 sm:px-8">
            <nav aria-label={t.common.path} className="text-sm text-soft">
              <Link to="/project/$projectId/functions" params={params} className="hover:text-ink">
                {t.functions.title}
              </Link>
            </nav>
            <div className="mt-1 mb-3 flex flex-wrap items-center gap-3">
              <h1 className="text-xl font-semibold tracking-tight break-words">{name}</h1>
              <CopyId value={functionId} />
              <span className="text-sm text-soft">{runtime}</span>
            </div>
            <Tabs
              label={name}
              tabs={[
                { label: t.functions.deployments, to: base, params, exact: true },
                { label: t.functions.executions, to: `${base}/executions`, params },
                { label: t.functions.variables, to: `${base}/variables`, params },
                { label: t.domains.title, to: `${base}/domains`, params },
                { label: t.functions.settings, to: `${base}/settings`, params },
              ]}
            />
          </header>
          <Outlet />
        </>
      )}
    </Reading>
  )
}

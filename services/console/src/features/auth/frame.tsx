import { Outlet } from '@tanstack/react-router'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Tabs } from '#ui/tabs.tsx'

/** What surrounds the lists of people and teams. */
export function AuthFrame() {
  const params = { projectId: useProjectId() }
  return (
    <>
      <div className="border-b border-line bg-panel px-4 pt-3 sm:px-8">
        <Tabs
          label={t.auth.title}
          tabs={[
            { label: t.auth.users, to: '/project/$projectId/auth', params, exact: true },
            { label: t.auth.teams, to: '/project/$projectId/auth/teams', params },
            { label: t.auth.providers, to: '/project/$projectId/auth/providers', params },
            { label: t.auth.security, to: '/project/$projectId/auth/security', params },
          ]}
        />
      </div>
      <Outlet />
    </>
  )
}

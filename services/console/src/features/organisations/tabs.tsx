import { t } from '#texts'
import { Tabs } from '#ui/tabs.tsx'

export function OrganisationTabs({ organisationId }: { readonly organisationId: string }) {
  const params = { organisationId }
  return (
    <Tabs
      label={t.organisations.title}
      tabs={[
        { label: t.organisations.projects, to: '/organisations/$organisationId', params, exact: true },
        { label: t.organisations.members, to: '/organisations/$organisationId/members', params },
        { label: t.organisations.settings, to: '/organisations/$organisationId/settings', params },
      ]}
    />
  )
}

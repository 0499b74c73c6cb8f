import { useParams } from '@tanstack/react-router'
import { consoleApi } from '#api/client.ts'
import { Page } from '#ui/page.tsx'
import { Members } from '../members/members.tsx'
import { OrganisationSwitch } from './switch.tsx'
import { OrganisationTabs } from './tabs.tsx'

export function OrganisationMembers() {
  const { organisationId = '' } = useParams({ strict: false })
  return (
    <Page title={<OrganisationSwitch organisationId={organisationId} />}>
      <OrganisationTabs organisationId={organisationId} />
      <Members key={organisationId} api={consoleApi} teamId={organisationId} />
    </Page>
  )
}

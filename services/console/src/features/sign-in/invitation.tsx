import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { consoleApi } from '#api/client.ts'
import { forgetAccount } from '#app/session.ts'
import { t } from '#texts'
import { Form } from '#ui/form.tsx'
import { Frame } from './frame.tsx'

/** Where the mail of an invitation leads. Accepting signs its receiver in. */
export function Invitation() {
  const client = useQueryClient()
  const router = useRouter()
  const given = new URLSearchParams(location.search)
  const [teamId, membershipId, userId, secret] = ['teamId', 'membershipId', 'userId', 'secret'].map(
    (name) => given.get(name) ?? '',
  )
  if (!teamId || !membershipId || !userId || !secret) {
    return (
      <Frame title={t.invitation.title} lead={t.invitation.broken}>
        {null}
      </Frame>
    )
  }
  const accept = async (): Promise<void> => {
    await consoleApi.call('teams.updateMembershipStatus', { teamId, membershipId, userId, secret })
    forgetAccount(client)
    await router.navigate({ to: '/organisations/$organisationId', params: { organisationId: teamId } })
  }
  return (
    <Frame title={given.get('teamName') || t.invitation.title} lead={t.invitation.lead}>
      <Form submit={t.invitation.accept} onSubmit={accept} wide>
        {null}
      </Form>
    </Frame>
  )
}

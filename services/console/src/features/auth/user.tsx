import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Ban, CircleCheck, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Page } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { toast } from '#ui/toasts.tsx'
import { ActAs } from './user-act-as.tsx'
import { Contact, Labels, Password, Preferences, Profile } from './user-forms.tsx'
import { UserLists } from './user-lists.tsx'
import { Status } from './users.tsx'

export type User = Result<'users.get'>

export function UserPage() {
  const { userId = '' } = useParams({ strict: false })
  return <Reading of={useReading(useProjectApi(), 'users.get', { userId })}>{(user) => <Shown user={user} />}</Reading>
}

function Shown({ user }: { readonly user: User }) {
  const projectId = useProjectId()
  const api = useProjectApi()
  const navigate = useNavigate()
  const update = useChange(api, 'users.updateStatus', ['users.get', 'users.list'])
  const remove = useChange(api, 'users.delete', ['users.list'])
  const [deleting, setDeleting] = useState(false)
  const userId = user.$id
  const title = user.name || user.email || user.phone || userId
  return (
    <Page
      title={
        <>
          <nav aria-label={t.common.path} className="mb-1 text-sm font-normal text-soft">
            <Link to="/project/$projectId/auth" params={{ projectId }} className="hover:text-ink">
              {t.auth.users}
            </Link>
          </nav>
          {title}
        </>
      }
      lead={
        <span className="flex flex-wrap items-center gap-2">
          <CopyId value={userId} />
          <Status user={user} />
        </span>
      }
      actions={
        <>
          <Button
            icon={user.status ? Ban : CircleCheck}
            busy={update.isPending}
            onClick={() =>
              update.mutate({ userId, status: !user.status }, { onError: (error) => toast(error.message, 'bad') })
            }
          >
            {user.status ? t.user.block : t.user.unblock}
          </Button>
          <Button look="danger" icon={Trash2} onClick={() => setDeleting(true)}>
            {t.common.delete}
          </Button>
        </>
      }
    >
      {/* Each begins anew when what it shows has changed, and with it only: in another one somebody may be typing. */}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Profile key={`name ${user.name}`} user={user} />
        <Contact
          key={`contact ${JSON.stringify([user.email, user.phone, user.emailVerification, user.phoneVerification])}`}
          user={user}
        />
        <Labels key={`labels ${user.labels.join(' ')}`} user={user} />
        <Preferences key={`prefs ${JSON.stringify(user.prefs)}`} user={user} />
        <Password userId={userId} />
        <ActAs userId={userId} />
      </div>
      <UserLists userId={userId} />
      {deleting && (
        <Confirm
          title={t.user.delete}
          action={t.common.delete}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await remove.mutateAsync({ userId })
            await navigate({ to: '/project/$projectId/auth', params: { projectId } })
          }}
        >
          {t.user.deleteLead}
        </Confirm>
      )}
    </Page>
  )
}

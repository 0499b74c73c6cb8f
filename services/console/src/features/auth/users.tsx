import { Link } from '@tanstack/react-router'
import { UserPlus, Users as UsersIcon } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'

type User = Result<'users.get'>

export function Users() {
  const api = useProjectApi()
  const state = useListState()
  const [creating, setCreating] = useState(false)
  const list = useReading(api, 'users.list', state.params, { keep: true })
  const create = (
    <Button look="primary" icon={UserPlus} onClick={() => setCreating(true)}>
      {t.auth.newUser}
    </Button>
  )
  return (
    <Page title={t.auth.users} actions={create}>
      <Listing
        label={t.auth.users}
        of={list}
        rows={({ users }) => users}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        columns={columns}
        searchLabel={t.auth.searchUsers}
        noneFound={t.auth.noneFound}
        empty={{ icon: UsersIcon, title: t.auth.emptyTitle, text: t.auth.empty, action: create }}
      />
      {creating && <NewUser onClose={() => setCreating(false)} />}
    </Page>
  )
}

const columns = [
  {
    head: t.common.name,
    cell: (user: User) => <UserName user={user} />,
  },
  {
    head: t.auth.identifier,
    cell: ({ email, phone }: User) => <span className="block truncate">{email || phone || '–'}</span>,
  },
  { head: t.auth.status, cell: (user: User) => <Status user={user} /> },
  { head: t.auth.joined, cell: ({ registration }: User) => <Time at={registration} />, wide: true },
  { head: t.auth.lastActivity, cell: ({ accessedAt }: User) => <Time at={accessedAt} />, wide: true },
]

function UserName({ user: { $id, name, email, phone } }: { readonly user: User }) {
  const projectId = useProjectId()
  return (
    <NameCell id={$id}>
      <Link to="/project/$projectId/auth/users/$userId" params={{ projectId, userId: $id }}>
        {name || email || phone || $id}
      </Link>
    </NameCell>
  )
}

export function Status({ user: { status, emailVerification, phoneVerification } }: { readonly user: User }) {
  if (!status) return <Badge tone="bad">{t.auth.blocked}</Badge>
  if (emailVerification || phoneVerification) return <Badge tone="good">{t.auth.verified}</Badge>
  return <Badge>{t.auth.unverified}</Badge>
}

function NewUser({ onClose }: { readonly onClose: () => void }) {
  const create = useChange(useProjectApi(), 'users.create', ['users.list'])
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [id, setId] = useState('')
  return (
    <Dialog onClose={onClose} title={t.auth.newUser}>
      <Form
        submit={t.common.create}
        onCancel={onClose}
        onSubmit={async () => {
          const user = await create.mutateAsync({
            userId: id || 'unique()',
            name,
            ...(email === '' ? {} : { email }),
            ...(password === '' ? {} : { password }),
          })
          toast(t.auth.created(user.name || user.email))
          onClose()
        }}
      >
        <TextField label={t.common.name} autoFocus maxLength={128} value={name} onChange={setName} />
        <TextField label={t.signIn.email} type="email" value={email} onChange={setEmail} autoComplete="off" />
        <TextField
          label={t.signIn.password}
          hint={t.signUp.passwordHint}
          type="password"
          minLength={8}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
        />
        <TextField
          label={t.auth.userId}
          hint={t.organisations.projectIdHint}
          maxLength={36}
          value={id}
          onChange={setId}
        />
      </Form>
    </Dialog>
  )
}

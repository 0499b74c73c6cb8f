import { UserPlus, Users as UsersIcon } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'

type User = Result<'users.get'>

const pageSize = 25

export function Users() {
  const api = useProjectApi()
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const [creating, setCreating] = useState(false)
  const queries = [Query.orderDesc('$createdAt'), Query.limit(pageSize), Query.offset((page - 1) * pageSize)]
  const list = useReading(api, 'users.list', { queries, ...(search === '' ? {} : { search }) }, { keep: true })
  const create = (
    <Button look="primary" icon={UserPlus} onClick={() => setCreating(true)}>
      {t.auth.newUser}
    </Button>
  )
  return (
    <Page title={t.auth.users} actions={create}>
      <SearchField
        label={t.auth.searchUsers}
        value={search}
        onChange={(text) => {
          setSearch(text)
          setPage(1)
        }}
      />
      <Panel flush>
        <Reading of={list}>
          {({ users, total }) =>
            users.length === 0 ? (
              <Empty
                icon={UsersIcon}
                title={search === '' ? t.auth.emptyTitle : t.auth.noneFound}
                action={search === '' && create}
              >
                {search === '' ? t.auth.empty : undefined}
              </Empty>
            ) : (
              <>
                <Table label={t.auth.users} rows={users} keyOf={({ $id }) => $id} columns={columns} />
                <Pagination page={page} pageSize={pageSize} total={total} onChange={setPage} />
              </>
            )
          }
        </Reading>
      </Panel>
      {creating && <NewUser onClose={() => setCreating(false)} />}
    </Page>
  )
}

const columns = [
  {
    head: t.common.name,
    cell: ({ $id, name }: User) => (
      <div className="grid justify-items-start gap-1">
        <span className="max-w-full truncate font-medium">{name || '–'}</span>
        <CopyId value={$id} />
      </div>
    ),
  },
  {
    head: t.auth.identifier,
    cell: ({ email, phone }: User) => <span className="block truncate">{email || phone || '–'}</span>,
  },
  { head: t.auth.status, cell: (user: User) => <Status user={user} /> },
  { head: t.auth.joined, cell: ({ registration }: User) => <Time at={registration} />, wide: true },
  { head: t.auth.lastActivity, cell: ({ accessedAt }: User) => <Time at={accessedAt} />, wide: true },
]

function Status({ user: { status, emailVerification, phoneVerification } }: { readonly user: User }) {
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
    <Dialog open onClose={onClose} title={t.auth.newUser}>
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

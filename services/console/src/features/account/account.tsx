import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { consoleApi, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'
import { Passkeys } from './passkeys.tsx'
import { SecondFactor } from './second-factor.tsx'

type Account = Result<'account.get'>

/** The person at the console, by themselves. */
export function AccountPage() {
  return (
    <Reading of={useReading(consoleApi, 'account.get', {})}>
      {(account) => (
        <Page title={t.account.title} lead={<CopyId value={account.$id} />}>
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <Profile account={account} />
            <Email account={account} />
            <Password />
            <SecondFactor account={account} />
          </div>
          <Passkeys />
          <Sessions />
        </Page>
      )}
    </Reading>
  )
}

function Profile({ account }: { readonly account: Account }) {
  const update = useChange(consoleApi, 'account.updateName', ['account.get'])
  const [name, setName] = useState(account.name)
  return (
    <Panel title={t.account.profile}>
      <Form
        submit={t.common.save}
        disabled={name === account.name}
        onSubmit={async () => {
          await update.mutateAsync({ name })
          toast(t.common.saved)
        }}
      >
        <TextField label={t.common.name} maxLength={128} autoComplete="name" value={name} onChange={setName} />
      </Form>
    </Panel>
  )
}

function Email({ account }: { readonly account: Account }) {
  const update = useChange(consoleApi, 'account.updateEmail', ['account.get'])
  const [email, setEmail] = useState(account.email)
  const [password, setPassword] = useState('')
  return (
    <Panel title={t.account.email} lead={t.account.emailLead}>
      <Form
        submit={t.common.save}
        disabled={email === account.email || password === ''}
        onSubmit={async () => {
          await update.mutateAsync({ email, password })
          setPassword('')
          toast(t.common.saved)
        }}
      >
        <TextField
          label={t.signIn.email}
          type="email"
          required
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t.account.present}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      </Form>
    </Panel>
  )
}

function Password() {
  const update = useChange(consoleApi, 'account.updatePassword', ['account.get', 'account.listSessions'])
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  return (
    <Panel title={t.account.password}>
      <Form
        submit={t.common.save}
        disabled={password === ''}
        onSubmit={async () => {
          await update.mutateAsync({ password, ...(old === '' ? {} : { oldPassword: old }) })
          setOld('')
          setPassword('')
          toast(t.account.changed)
        }}
      >
        <TextField
          label={t.account.present}
          hint={t.account.presentHint}
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={setOld}
        />
        <TextField
          label={t.account.next}
          hint={t.signUp.passwordHint}
          type="password"
          minLength={8}
          maxLength={256}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
      </Form>
    </Panel>
  )
}

function Sessions() {
  const remove = useChange(consoleApi, 'account.deleteSession', ['account.listSessions'])
  return (
    <Panel title={t.account.sessions} flush>
      <Reading of={useReading(consoleApi, 'account.listSessions', {})}>
        {({ sessions }) => (
          <Table
            label={t.account.sessions}
            rows={sessions}
            keyOf={({ $id }) => $id}
            columns={[
              {
                head: t.user.device,
                cell: ({ clientName, osName, current }) => (
                  <span className="flex flex-wrap items-center gap-2">
                    {[clientName, osName].filter(Boolean).join(' · ') || '–'}
                    {current && <Badge tone="accent">{t.account.current}</Badge>}
                  </span>
                ),
              },
              { head: t.user.place, cell: ({ ip }) => <span className="font-mono text-sm">{ip}</span>, wide: true },
              { head: t.user.since, cell: ({ $createdAt }) => <Time at={$createdAt} /> },
              {
                head: t.common.actions,
                align: 'right',
                // The one in use ends by signing out.
                cell: ({ $id, current }) =>
                  !current && (
                    <IconButton
                      icon={LogOut}
                      label={t.user.end}
                      onClick={() =>
                        remove.mutate({ sessionId: $id }, { onError: (error) => toast(error.message, 'bad') })
                      }
                    />
                  ),
              },
            ]}
          />
        )}
      </Reading>
    </Panel>
  )
}

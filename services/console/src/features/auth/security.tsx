import { useState } from 'react'
import { consoleApi, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Switch, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { toast } from '#ui/toasts.tsx'

type Project = Result<'projects.get'>
type Props = { readonly project: Project }

const refreshes = ['projects.get'] as const
const daySeconds = 86_400

export function Security() {
  const projectId = useProjectId()
  return (
    <Page title={t.security.title}>
      <Reading of={useReading(consoleApi, 'projects.get', { projectId })}>
        {(project) => (
          <>
            <Methods project={project} />
            <Accounts project={project} />
            <Passwords project={project} />
            <Privacy project={project} />
          </>
        )}
      </Reading>
    </Page>
  )
}

type Method = keyof typeof t.security.methodNames

/** A switch counts at once, as there is nothing to fill in. */
function Methods({ project }: Props) {
  const update = useChange(consoleApi, 'projects.updateAuthStatus', refreshes)
  const states: Readonly<Record<Method, boolean>> = {
    'email-password': project.authEmailPassword,
    'magic-url': project.authUsersAuthMagicURL,
    'email-otp': project.authEmailOtp,
    anonymous: project.authAnonymous,
    phone: project.authPhone,
    jwt: project.authJWT,
    invites: project.authInvites,
  }
  return (
    <Panel title={t.security.methods}>
      <div className="grid gap-4 sm:grid-cols-2">
        {(Object.keys(states) as Method[]).map((method) => (
          <Switch
            key={method}
            label={t.security.methodNames[method]}
            checked={states[method]}
            disabled={update.isPending}
            onChange={(status) =>
              update.mutate(
                { projectId: project.$id, method, status },
                { onError: (error) => toast(error.message, 'bad') },
              )
            }
          />
        ))}
      </div>
    </Panel>
  )
}

function Accounts({ project }: Props) {
  const projectId = project.$id
  const setLimit = useChange(consoleApi, 'projects.updateAuthLimit', refreshes)
  const setDuration = useChange(consoleApi, 'projects.updateAuthDuration', refreshes)
  const setSessions = useChange(consoleApi, 'projects.updateAuthSessionsLimit', refreshes)
  const setAlerts = useChange(consoleApi, 'projects.updateSessionAlerts', refreshes)
  const setInvalidation = useChange(consoleApi, 'projects.updateSessionInvalidation', refreshes)
  const [limit, changeLimit] = useState(String(project.authLimit))
  const [days, changeDays] = useState(String(project.authDuration / daySeconds))
  const [sessions, changeSessions] = useState(String(project.authSessionsLimit))
  const [alerts, changeAlerts] = useState(project.authSessionAlerts)
  const [enabled, changeEnabled] = useState(project.authInvalidateSessions)
  return (
    <Panel title={t.security.accounts}>
      <Form
        submit={t.common.save}
        onSubmit={async () => {
          await setLimit.mutateAsync({ projectId, limit: Number(limit) })
          await setDuration.mutateAsync({ projectId, duration: Math.round(Number(days) * daySeconds) })
          await setSessions.mutateAsync({ projectId, limit: Number(sessions) })
          await setAlerts.mutateAsync({ projectId, alerts })
          await setInvalidation.mutateAsync({ projectId, enabled })
          toast(t.common.saved)
        }}
      >
        <div className="grid gap-5 sm:grid-cols-3">
          <TextField
            label={t.security.limit}
            hint={t.security.limitHint}
            type="number"
            min={0}
            required
            value={limit}
            onChange={changeLimit}
          />
          <TextField
            label={t.security.duration}
            type="number"
            min={0}
            max={365}
            step="any"
            required
            value={days}
            onChange={changeDays}
          />
          <TextField
            label={t.security.sessions}
            type="number"
            min={1}
            max={100}
            required
            value={sessions}
            onChange={changeSessions}
          />
        </div>
        <Switch label={t.security.alerts} checked={alerts} onChange={changeAlerts} />
        <Switch label={t.security.invalidate} checked={enabled} onChange={changeEnabled} />
      </Form>
    </Panel>
  )
}

function Passwords({ project }: Props) {
  const projectId = project.$id
  const setHistory = useChange(consoleApi, 'projects.updateAuthPasswordHistory', refreshes)
  const setDictionary = useChange(consoleApi, 'projects.updateAuthPasswordDictionary', refreshes)
  const setPersonal = useChange(consoleApi, 'projects.updatePersonalDataCheck', refreshes)
  const [history, changeHistory] = useState(String(project.authPasswordHistory))
  const [dictionary, changeDictionary] = useState(project.authPasswordDictionary)
  const [personal, changePersonal] = useState(project.authPersonalDataCheck)
  return (
    <Panel title={t.security.passwords}>
      <Form
        submit={t.common.save}
        onSubmit={async () => {
          await setHistory.mutateAsync({ projectId, limit: Number(history) })
          await setDictionary.mutateAsync({ projectId, enabled: dictionary })
          await setPersonal.mutateAsync({ projectId, enabled: personal })
          toast(t.common.saved)
        }}
      >
        <TextField
          label={t.security.history}
          type="number"
          min={0}
          max={20}
          required
          className="sm:max-w-xs"
          value={history}
          onChange={changeHistory}
        />
        <Switch label={t.security.dictionary} checked={dictionary} onChange={changeDictionary} />
        <Switch label={t.security.personal} checked={personal} onChange={changePersonal} />
      </Form>
    </Panel>
  )
}

function Privacy({ project }: Props) {
  const update = useChange(consoleApi, 'projects.updateMembershipsPrivacy', refreshes)
  const [userName, setName] = useState(project.authMembershipsUserName)
  const [userEmail, setEmail] = useState(project.authMembershipsUserEmail)
  const [mfa, setMfa] = useState(project.authMembershipsMfa)
  return (
    <Panel title={t.security.privacy}>
      <Form
        submit={t.common.save}
        onSubmit={async () => {
          await update.mutateAsync({ projectId: project.$id, userName, userEmail, mfa })
          toast(t.common.saved)
        }}
      >
        <Switch label={t.security.privacyName} checked={userName} onChange={setName} />
        <Switch label={t.security.privacyEmail} checked={userEmail} onChange={setEmail} />
        <Switch label={t.security.privacyMfa} checked={mfa} onChange={setMfa} />
      </Form>
    </Panel>
  )
}

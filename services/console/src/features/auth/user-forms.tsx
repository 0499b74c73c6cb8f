import { useState } from 'react'
import { useChange } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Switch, TextArea, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Panel } from '#ui/page.tsx'
import { toast } from '#ui/toasts.tsx'
import { parseObject } from './json.ts'
import type { User } from './user.tsx'

const refreshes = ['users.get', 'users.list'] as const

type Props = { readonly user: User }

export function Profile({ user: { $id: userId, name: given } }: Props) {
  const update = useChange(useProjectApi(), 'users.updateName', refreshes)
  const [name, setName] = useState(given)
  return (
    <Panel title={t.user.profile}>
      <Form
        submit={t.common.save}
        disabled={name === given}
        onSubmit={async () => {
          await update.mutateAsync({ userId, name })
          toast(t.common.saved)
        }}
      >
        <TextField label={t.common.name} maxLength={128} value={name} onChange={setName} />
      </Form>
    </Panel>
  )
}

export function Contact({ user }: Props) {
  const api = useProjectApi()
  const userId = user.$id
  const updateEmail = useChange(api, 'users.updateEmail', refreshes)
  const updatePhone = useChange(api, 'users.updatePhone', refreshes)
  const verifyEmail = useChange(api, 'users.updateEmailVerification', refreshes)
  const verifyPhone = useChange(api, 'users.updatePhoneVerification', refreshes)
  const [email, setEmail] = useState(user.email)
  const [phone, setPhone] = useState(user.phone)
  const [emailVerification, setEmailVerified] = useState(user.emailVerification)
  const [phoneVerification, setPhoneVerified] = useState(user.phoneVerification)
  return (
    <Panel title={t.user.contact}>
      <Form
        submit={t.common.save}
        onSubmit={async () => {
          // An address that changes is not verified any more, so that this is said last.
          if (email !== user.email) await updateEmail.mutateAsync({ userId, email })
          if (phone !== user.phone) await updatePhone.mutateAsync({ userId, number: phone })
          if (email !== '') await verifyEmail.mutateAsync({ userId, emailVerification })
          if (phone !== '') await verifyPhone.mutateAsync({ userId, phoneVerification })
          toast(t.common.saved)
        }}
      >
        <TextField label={t.user.email} type="email" value={email} onChange={setEmail} autoComplete="off" />
        {email !== '' && (
          <Switch label={t.user.emailVerified} checked={emailVerification} onChange={setEmailVerified} />
        )}
        <TextField
          label={t.user.phone}
          hint={t.user.phoneHint}
          type="tel"
          value={phone}
          onChange={setPhone}
          autoComplete="off"
        />
        {phone !== '' && (
          <Switch label={t.user.phoneVerified} checked={phoneVerification} onChange={setPhoneVerified} />
        )}
      </Form>
    </Panel>
  )
}

export function Labels({ user }: Props) {
  const update = useChange(useProjectApi(), 'users.updateLabels', refreshes)
  const [text, setText] = useState(user.labels.join('\n'))
  return (
    <Panel title={t.user.labels}>
      <Form
        submit={t.common.save}
        onSubmit={async () => {
          await update.mutateAsync({ userId: user.$id, labels: text.split(/[\s,]+/).filter(Boolean) })
          toast(t.common.saved)
        }}
      >
        <TextArea label={t.user.labels} bare hint={t.user.labelsHint} rows={3} value={text} onChange={setText} />
      </Form>
    </Panel>
  )
}

export function Preferences({ user }: Props) {
  const update = useChange(useProjectApi(), 'users.updatePrefs', refreshes)
  const [text, setText] = useState(JSON.stringify(user.prefs, null, 2))
  return (
    <Panel title={t.user.preferences}>
      <Form
        submit={t.common.save}
        onSubmit={async () => {
          await update.mutateAsync({ userId: user.$id, prefs: parseObject(text) })
          toast(t.common.saved)
        }}
      >
        <TextArea
          label={t.user.preferences}
          bare
          hint={t.user.preferencesHint}
          rows={4}
          value={text}
          onChange={setText}
          className="font-mono"
        />
      </Form>
    </Panel>
  )
}

export function Password({ userId }: { readonly userId: string }) {
  const update = useChange(useProjectApi(), 'users.updatePassword', refreshes)
  const [password, setPassword] = useState('')
  return (
    <Panel title={t.user.password}>
      <Form
        submit={t.user.setPassword}
        disabled={password === ''}
        onSubmit={async () => {
          await update.mutateAsync({ userId, password })
          setPassword('')
          toast(t.user.passwordSet)
        }}
      >
        <TextField
          label={t.user.newPassword}
          type="password"
          minLength={8}
          maxLength={256}
          hint={t.signUp.passwordHint}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
        />
      </Form>
    </Panel>
  )
}

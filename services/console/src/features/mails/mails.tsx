import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { consoleApi, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { FormDialog } from '#ui/dialog.tsx'
import { SelectField, Switch, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { toast } from '#ui/toasts.tsx'
import { defaultLocale, mailTypes } from './types.ts'

type Project = Result<'projects.get'>
type Encryption = keyof typeof t.mails.encryptions

const encryptions = (Object.keys(t.mails.encryptions) as Encryption[]).map((value) => ({
  value,
  label: t.mails.encryptions[value],
}))

export function Mails() {
  const projectId = useProjectId()
  return (
    <Page title={t.mails.title}>
      <Reading of={useReading(consoleApi, 'projects.get', { projectId })}>
        {(project) => <Server key={project.$updatedAt} project={project} />}
      </Reading>
      <Panel flush title={t.mails.wordings} lead={t.mails.wordingsLead}>
        <ul>
          {mailTypes.map((type) => (
            <li key={type} className="border-b border-line last:border-0">
              <Link
                to="/project/$projectId/mails/$type/$locale"
                params={{ projectId, type, locale: defaultLocale }}
                className="flex items-center justify-between gap-3 px-5 py-3 hover:bg-sunken/50"
              >
                <span className="font-medium">{t.mails.types[type]}</span>
                <ChevronRight className="size-4 text-faint" aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
    </Page>
  )
}

function Server({ project }: { readonly project: Project }) {
  const projectId = project.$id
  const update = useChange(consoleApi, 'projects.updateSmtp', ['projects.get'])
  const [enabled, setEnabled] = useState(project.smtpEnabled)
  const [senderName, setSenderName] = useState(project.smtpSenderName)
  const [senderEmail, setSenderEmail] = useState(project.smtpSenderEmail)
  const [replyTo, setReplyTo] = useState(project.smtpReplyTo)
  const [host, setHost] = useState(project.smtpHost)
  const [port, setPort] = useState(String(project.smtpPort || 587))
  const [username, setUsername] = useState(project.smtpUsername)
  const [password, setPassword] = useState('')
  const [secure, setSecure] = useState<Encryption>(project.smtpSecure as Encryption)
  const [testing, setTesting] = useState(false)
  const settings = {
    projectId,
    senderName,
    senderEmail,
    host,
    port: Number(port),
    username,
    password: password === '' ? project.smtpPassword : password,
    ...(replyTo === '' ? {} : { replyTo }),
    ...(secure === '' ? {} : { secure }),
  }
  return (
    <Panel
      title={t.mails.server}
      lead={t.mails.serverLead}
      actions={
        enabled && (
          <Button small disabled={host === '' || senderEmail === ''} onClick={() => setTesting(true)}>
            {t.mails.test}
          </Button>
        )
      }
    >
      <Form
        submit={t.common.save}
        onSubmit={async () => {
          await update.mutateAsync(enabled ? { ...settings, enabled } : { projectId, enabled })
          toast(t.common.saved)
        }}
      >
        <Switch label={t.mails.own} checked={enabled} onChange={setEnabled} />
        {enabled && (
          <div className="grid gap-5 sm:grid-cols-2">
            <TextField
              label={t.mails.senderName}
              maxLength={255}
              required
              value={senderName}
              onChange={setSenderName}
            />
            <TextField
              label={t.mails.senderEmail}
              type="email"
              required
              value={senderEmail}
              onChange={setSenderEmail}
            />
            <TextField label={t.mails.host} required value={host} onChange={setHost} />
            <TextField
              label={t.mails.port}
              type="number"
              min={1}
              max={65535}
              required
              value={port}
              onChange={setPort}
            />
            <TextField label={t.mails.username} autoComplete="off" value={username} onChange={setUsername} />
            <TextField
              label={t.mails.password}
              {...(project.smtpPassword === '' ? {} : { hint: t.mails.passwordHint })}
              type="password"
              autoComplete="new-password"
              value={password}
              onChange={setPassword}
            />
            <SelectField label={t.mails.encryption} options={encryptions} value={secure} onChange={setSecure} />
            <TextField label={t.mails.replyTo} type="email" value={replyTo} onChange={setReplyTo} />
          </div>
        )}
      </Form>
      {testing && <Test settings={settings} onClose={() => setTesting(false)} />}
    </Panel>
  )
}

type TestSettings = Omit<Parameters<typeof consoleApi.call<'projects.createSmtpTest'>>[1], 'emails'>

/** Tries what is typed, saved or not. */
function Test({ settings, onClose }: { readonly settings: TestSettings; readonly onClose: () => void }) {
  const send = useChange(consoleApi, 'projects.createSmtpTest')
  const [to, setTo] = useState('')
  return (
    <FormDialog
      title={t.mails.test}
      submit={t.mails.test}
      onClose={onClose}
      onSubmit={async () => {
        await send.mutateAsync({ ...settings, emails: [to] })
        toast(t.mails.testSent(to))
      }}
    >
      <TextField label={t.mails.testTo} type="email" required value={to} onChange={setTo} />
    </FormDialog>
  )
}

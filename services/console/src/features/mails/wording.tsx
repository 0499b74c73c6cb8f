import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { apiOf, consoleApi, consoleProjectId, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { SelectField, TextArea, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { toast } from '#ui/toasts.tsx'
import { Preview } from './preview.tsx'
import { type Locale, type MailType, samples } from './types.ts'

type Template = Result<'projects.getEmailTemplate'>
type Key = { readonly projectId: string; readonly type: MailType; readonly locale: Locale }

export function WordingPage() {
  const projectId = useProjectId()
  const params = useParams({ strict: false })
  // A link that somebody mistyped is refused by the server.
  const key: Key = { projectId, type: params.type as MailType, locale: params.locale as Locale }
  const read = useReading(consoleApi, 'projects.getEmailTemplate', key)
  return (
    <Page title={t.mails.types[key.type] ?? key.type} lead={<Languages selected={key} />}>
      <Reading of={read}>
        {(template) => <Wording key={`${key.type} ${key.locale}`} at={key} template={template} />}
      </Reading>
    </Page>
  )
}

function Languages({ selected: { projectId, type, locale } }: { readonly selected: Key }) {
  const navigate = useNavigate()
  const read = useReading(apiOf(consoleProjectId), 'locale.listCodes', {})
  const options = (read.data?.localeCodes ?? [{ code: locale, name: locale }]).map(({ code, name }) => ({
    value: code,
    label: `${name} (${code})`,
  }))
  return (
    <SelectField
      bare
      label={t.mails.locale}
      options={options}
      value={locale}
      onChange={(next) =>
        void navigate({ to: '/project/$projectId/mails/$type/$locale', params: { projectId, type, locale: next } })
      }
    />
  )
}

function Wording({ at, template }: { readonly at: Key; readonly template: Template }) {
  const refreshes = ['projects.getEmailTemplate'] as const
  const project = useReading(consoleApi, 'projects.get', { projectId: at.projectId })
  const save = useChange(consoleApi, 'projects.updateEmailTemplate', refreshes)
  const reset = useChange(consoleApi, 'projects.deleteEmailTemplate', refreshes)
  const [subject, setSubject] = useState(template.subject)
  const [message, setMessage] = useState(template.message)
  const [senderName, setSenderName] = useState(template.senderName)
  const [senderEmail, setSenderEmail] = useState(template.senderEmail)
  const [replyTo, setReplyTo] = useState(template.replyTo)
  const [resetting, setResetting] = useState(false)
  const names = Object.keys(samples[at.type]).map((name) => `{{${name}}}`)
  return (
    <>
      {project.data?.smtpEnabled === false && <p className="text-sm text-soft">{t.mails.needsServer}</p>}
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <Panel
          title={t.mails.message}
          actions={
            <Button small onClick={() => setResetting(true)}>
              {t.mails.reset}
            </Button>
          }
        >
          <Form
            submit={t.common.save}
            onSubmit={async () => {
              const sender = { ...(senderEmail === '' ? {} : { senderEmail }), ...(replyTo === '' ? {} : { replyTo }) }
              await save.mutateAsync({ ...at, subject, message, senderName, ...sender })
              toast(t.common.saved)
            }}
          >
            <TextField label={t.mails.subject} required maxLength={255} value={subject} onChange={setSubject} />
            <TextArea
              label={t.mails.message}
              hint={t.mails.messageHint(names.join(', '))}
              required
              rows={14}
              className="font-mono text-sm"
              value={message}
              onChange={setMessage}
            />
            <div className="grid gap-5 sm:grid-cols-2">
              <TextField label={t.mails.senderName} maxLength={255} value={senderName} onChange={setSenderName} />
              <TextField label={t.mails.senderEmail} type="email" value={senderEmail} onChange={setSenderEmail} />
              <TextField label={t.mails.replyTo} type="email" value={replyTo} onChange={setReplyTo} />
            </div>
          </Form>
        </Panel>
        <Panel title={t.mails.preview} lead={t.mails.previewLead}>
          <Preview subject={subject} message={message} values={samples[at.type]} />
        </Panel>
      </div>
      {resetting && (
        <Confirm
          title={t.mails.reset}
          action={t.mails.reset}
          onClose={() => setResetting(false)}
          onConfirm={async () => {
            await reset.mutateAsync(at)
            const usual = await consoleApi.call('projects.getEmailTemplate', at)
            setSubject(usual.subject)
            setMessage(usual.message)
            setSenderName(usual.senderName)
            setSenderEmail(usual.senderEmail)
            setReplyTo(usual.replyTo)
          }}
        >
          {t.mails.resetLead}
        </Confirm>
      )}
    </>
  )
}

import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { TextArea, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { toast } from '#ui/toasts.tsx'
import { Members } from '../members/members.tsx'
import { parseObject } from './json.ts'

type Team = Result<'teams.get'>

export function TeamPage() {
  const { teamId = '' } = useParams({ strict: false })
  return <Reading of={useReading(useProjectApi(), 'teams.get', { teamId })}>{(team) => <Shown team={team} />}</Reading>
}

function Shown({ team }: { readonly team: Team }) {
  const projectId = useProjectId()
  const api = useProjectApi()
  const navigate = useNavigate()
  const remove = useChange(api, 'teams.delete', ['teams.list'])
  const [deleting, setDeleting] = useState(false)
  return (
    <Page
      title={
        <>
          <nav aria-label={t.common.path} className="mb-1 text-sm font-normal text-soft">
            <Link to="/project/$projectId/auth/teams" params={{ projectId }} className="hover:text-ink">
              {t.teams.title}
            </Link>
          </nav>
          {team.name}
        </>
      }
      lead={<CopyId value={team.$id} />}
      actions={
        <Button look="danger" icon={Trash2} onClick={() => setDeleting(true)}>
          {t.common.delete}
        </Button>
      }
    >
      <Members api={api} teamId={team.$id} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Name key={`name ${team.name}`} team={team} />
        <Preferences key={`prefs ${JSON.stringify(team.prefs)}`} team={team} />
      </div>
      {deleting && (
        <Confirm
          title={t.teams.delete}
          action={t.common.delete}
          onClose={() => setDeleting(false)}
          onConfirm={async () => {
            await remove.mutateAsync({ teamId: team.$id })
            await navigate({ to: '/project/$projectId/auth/teams', params: { projectId } })
          }}
        >
          {t.teams.deleteLead}
        </Confirm>
      )}
    </Page>
  )
}

function Name({ team }: { readonly team: Team }) {
  const update = useChange(useProjectApi(), 'teams.updateName', ['teams.get', 'teams.list'])
  const [name, setName] = useState(team.name)
  return (
    <Panel title={t.teams.settings}>
      <Form
        submit={t.common.save}
        disabled={name === team.name}
        onSubmit={async () => {
          await update.mutateAsync({ teamId: team.$id, name })
          toast(t.common.saved)
        }}
      >
        <TextField label={t.common.name} required maxLength={128} value={name} onChange={setName} />
      </Form>
    </Panel>
  )
}

function Preferences({ team }: { readonly team: Team }) {
  const update = useChange(useProjectApi(), 'teams.updatePrefs', ['teams.get'])
  const [text, setText] = useState(JSON.stringify(team.prefs, null, 2))
  return (
    <Panel title={t.user.preferences}>
      <Form
        submit={t.common.save}
        onSubmit={async () => {
          await update.mutateAsync({ teamId: team.$id, prefs: parseObject(text) })
          toast(t.common.saved)
        }}
      >
        <TextArea label={t.user.preferences} bare rows={4} value={text} onChange={setText} className="font-mono" />
      </Form>
    </Panel>
  )
}

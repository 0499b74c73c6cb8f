import { Link } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'

type Props = { readonly userId: string }

const parts: readonly (readonly [label: string, Part: (props: Props) => ReactNode])[] = [
  [t.user.sessions, Sessions],
  [t.user.memberships, Memberships],
  [t.user.identities, Identities],
  [t.user.targets, Targets],
  [t.user.activity, Activity],
]

/** What belongs to a user; each list is read when it is looked at. */
export function UserLists({ userId }: Props) {
  return (
    <Tabs.Root defaultValue={t.user.sessions} className="min-w-0">
      <Tabs.List aria-label={t.user.kinds} className="mb-4 flex gap-1 overflow-x-auto">
        {parts.map(([label]) => (
          <Tabs.Trigger
            key={label}
            value={label}
            className="rounded-md px-3 py-1.5 font-medium whitespace-nowrap text-soft hover:bg-sunken data-[state=active]:bg-accent-wash data-[state=active]:text-accent"
          >
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {parts.map(([label, Part]) => (
        <Tabs.Content key={label} value={label} tabIndex={-1}>
          <Panel flush>
            <Part userId={userId} />
          </Panel>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}

function None({ children }: { readonly children: ReactNode }) {
  return <p className="px-5 py-8 text-center text-soft">{children}</p>
}

type Session = Result<'users.listSessions'>['sessions'][number]

function Sessions({ userId }: Props) {
  const api = useProjectApi()
  const endOne = useChange(api, 'users.deleteSession', ['users.listSessions'])
  const endAll = useChange(api, 'users.deleteSessions', ['users.listSessions'])
  const [ending, setEnding] = useState(false)
  return (
    <Reading of={useReading(api, 'users.listSessions', { userId })}>
      {({ sessions }) =>
        sessions.length === 0 ? (
          <None>{t.user.noSessions}</None>
        ) : (
          <>
            <Table
              label={t.user.sessions}
              rows={sessions}
              keyOf={({ $id }) => $id}
              columns={[
                { head: t.user.device, cell: device },
                { head: t.user.provider, cell: ({ provider }) => provider, wide: true },
                { head: t.user.place, cell: ({ ip }) => <span className="font-mono text-sm">{ip}</span>, wide: true },
                { head: t.user.since, cell: ({ $createdAt }) => <Time at={$createdAt} /> },
                {
                  head: t.common.actions,
                  align: 'right',
                  cell: ({ $id }) => (
                    <IconButton
                      icon={LogOut}
                      label={t.user.end}
                      onClick={() =>
                        endOne.mutate({ userId, sessionId: $id }, { onError: (error) => toast(error.message, 'bad') })
                      }
                    />
                  ),
                },
              ]}
            />
            <div className="flex justify-end border-t border-line px-5 py-3">
              <Button small onClick={() => setEnding(true)}>
                {t.user.endAll}
              </Button>
            </div>
            {ending && (
              <Confirm
                title={t.user.endAll}
                action={t.user.endAll}
                onClose={() => setEnding(false)}
                onConfirm={() => endAll.mutateAsync({ userId })}
              >
                {t.user.endAllLead}
              </Confirm>
            )}
          </>
        )
      }
    </Reading>
  )
}

function device({ clientName, osName, deviceName }: Pick<Session, 'clientName' | 'osName' | 'deviceName'>): string {
  return [clientName, osName || deviceName].filter(Boolean).join(' · ') || '–'
}

function Memberships({ userId }: Props) {
  const projectId = useProjectId()
  return (
    <Reading of={useReading(useProjectApi(), 'users.listMemberships', { userId })}>
      {({ memberships }) =>
        memberships.length === 0 ? (
          <None>{t.user.noMemberships}</None>
        ) : (
          <Table
            label={t.user.memberships}
            rows={memberships}
            keyOf={({ $id }) => $id}
            columns={[
              {
                head: t.user.team,
                cell: ({ teamId, teamName }) => (
                  <Link
                    to="/project/$projectId/auth/teams/$teamId"
                    params={{ projectId, teamId }}
                    className="font-medium hover:text-accent hover:underline"
                  >
                    {teamName}
                  </Link>
                ),
              },
              { head: t.user.roles, cell: ({ roles }) => roles.join(', ') },
              { head: t.user.since, cell: ({ joined }) => <Time at={joined} />, wide: true },
            ]}
          />
        )
      }
    </Reading>
  )
}

function Identities({ userId }: Props) {
  const queries = [Query.where('equal', 'userId', [userId])]
  return (
    <Reading of={useReading(useProjectApi(), 'users.listIdentities', { queries })}>
      {({ identities }) =>
        identities.length === 0 ? (
          <None>{t.user.noIdentities}</None>
        ) : (
          <Table
            label={t.user.identities}
            rows={identities}
            keyOf={({ $id }) => $id}
            columns={[
              { head: t.user.provider, cell: ({ provider }) => provider },
              { head: t.user.email, cell: ({ providerEmail }) => providerEmail },
              { head: t.user.since, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
            ]}
          />
        )
      }
    </Reading>
  )
}

function Targets({ userId }: Props) {
  return (
    <Reading of={useReading(useProjectApi(), 'users.listTargets', { userId })}>
      {({ targets }) =>
        targets.length === 0 ? (
          <None>{t.user.noTargets}</None>
        ) : (
          <Table
            label={t.user.targets}
            rows={targets}
            keyOf={({ $id }) => $id}
            columns={[
              { head: t.user.provider, cell: ({ providerType }) => providerType },
              { head: t.auth.identifier, cell: ({ identifier }) => identifier },
              { head: t.user.since, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
            ]}
          />
        )
      }
    </Reading>
  )
}

function Activity({ userId }: Props) {
  return (
    <Reading of={useReading(useProjectApi(), 'users.listLogs', { userId, queries: [Query.limit(50)] })}>
      {({ logs }) =>
        logs.length === 0 ? (
          <None>{t.user.noActivity}</None>
        ) : (
          <Table
            label={t.user.activity}
            rows={logs.map((log, index) => ({ ...log, index }))}
            keyOf={({ index }) => String(index)}
            columns={[
              { head: t.user.event, cell: ({ event }) => <span className="font-mono text-sm">{event}</span> },
              { head: t.user.device, cell: device, wide: true },
              { head: t.user.place, cell: ({ ip }) => <span className="font-mono text-sm">{ip}</span>, wide: true },
              { head: t.user.since, cell: ({ time }) => <Time at={time} /> },
            ]}
          />
        )
      }
    </Reading>
  )
}

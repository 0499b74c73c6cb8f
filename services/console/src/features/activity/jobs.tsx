import { Link } from '@tanstack/react-router'
import { CalendarClock } from 'lucide-react'
import { useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { NextRuns } from '../functions/next-runs.tsx'

const everyMs = 5000

export function Jobs() {
  return (
    <Page title={t.jobs.title} lead={t.jobs.lead}>
      <Queues />
      <Schedules />
    </Page>
  )
}

type Name = keyof typeof t.jobs.queues

/** The queues of the installation: what waits is shared by all projects. */
function Queues() {
  const api = useProjectApi()
  const waiting = {
    mails: useReading(api, 'health.getQueueMails', {}, { everyMs }),
    messaging: useReading(api, 'health.getQueueMessaging', {}, { everyMs }),
    webhooks: useReading(api, 'health.getQueueWebhooks', {}, { everyMs }),
    databases: useReading(api, 'health.getQueueDatabases', {}, { everyMs }),
  }
  const failed = {
    mails: useReading(api, 'health.getFailedJobs', { name: 'v1-mails' }, { everyMs }),
    messaging: useReading(api, 'health.getFailedJobs', { name: 'v1-messaging' }, { everyMs }),
    webhooks: useReading(api, 'health.getFailedJobs', { name: 'v1-webhooks' }, { everyMs }),
    databases: useReading(api, 'health.getFailedJobs', { name: 'v1-database' }, { everyMs }),
  }
  return (
    <Panel flush>
      <Table
        label={t.jobs.title}
        rows={Object.keys(t.jobs.queues) as Name[]}
        keyOf={(name) => name}
        columns={[
          { head: t.jobs.queue, cell: (name) => <span className="font-medium">{t.jobs.queues[name]}</span> },
          {
            head: t.jobs.waiting,
            cell: (name) => <span className="tabular-nums">{waiting[name].data?.size ?? '…'}</span>,
          },
          {
            head: t.jobs.failed,
            cell: (name) => {
              const size = failed[name].data?.size
              return size ? <Badge tone="bad">{size}</Badge> : <span className="tabular-nums">{size ?? '…'}</span>
            },
          },
        ]}
      />
    </Panel>
  )
}

function Schedules() {
  const projectId = useProjectId()
  const queries = [Query.where('notEqual', 'schedule', ['']), Query.limit(100)]
  const read = useReading(useProjectApi(), 'functions.list', { queries })
  return (
    <Panel flush title={t.jobs.schedules} lead={t.jobs.schedulesLead}>
      <Reading of={read}>
        {({ functions }) =>
          functions.length === 0 ? (
            <Empty icon={CalendarClock} title={t.jobs.noSchedulesTitle}>
              {t.jobs.noSchedules}
            </Empty>
          ) : (
            <Table
              label={t.jobs.schedules}
              rows={functions}
              keyOf={({ $id }) => $id}
              columns={[
                {
                  head: t.common.name,
                  cell: ({ $id, name }) => (
                    <Link
                      to="/project/$projectId/functions/$functionId/executions"
                      params={{ projectId, functionId: $id }}
                      className="font-medium hover:underline"
                    >
                      {name}
                    </Link>
                  ),
                },
                {
                  head: t.jobs.schedule,
                  cell: ({ schedule }) => <span className="font-mono text-sm">{schedule}</span>,
                },
                { head: t.jobs.next, cell: ({ schedule }) => <NextRuns schedule={schedule} /> },
              ]}
            />
          )
        }
      </Reading>
    </Panel>
  )
}

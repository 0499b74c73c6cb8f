import { Link } from '@tanstack/react-router'
import { HardDrive, Plus } from 'lucide-react'
import { useState } from 'react'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { bytes } from '#ui/bytes.ts'
import { FormDialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'

export function Buckets() {
  const projectId = useProjectId()
  const state = useListState()
  const [creating, setCreating] = useState(false)
  const list = useReading(useProjectApi(), 'storage.listBuckets', state.params, { keep: true })
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.storage.newBucket}
    </Button>
  )
  return (
    <Page title={t.storage.title} actions={create}>
      <Listing
        label={t.storage.title}
        of={list}
        rows={({ buckets }) => buckets}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        searchLabel={t.storage.searchBuckets}
        noneFound={t.common.noneFound}
        empty={{ icon: HardDrive, title: t.storage.emptyTitle, text: t.storage.empty, action: create }}
        columns={[
          {
            head: t.common.name,
            cell: ({ $id, name }) => (
              <NameCell id={$id}>
                <Link to="/project/$projectId/storage/$bucketId" params={{ projectId, bucketId: $id }}>
                  {name}
                </Link>
              </NameCell>
            ),
          },
          {
            head: t.common.status,
            cell: ({ enabled }) => (
              <Badge tone={enabled ? 'good' : 'warn'}>{enabled ? t.common.on : t.common.off}</Badge>
            ),
          },
          { head: t.storage.largest, cell: ({ maximumFileSize }) => bytes(maximumFileSize), wide: true },
          { head: t.common.updated, cell: ({ $updatedAt }) => <Time at={$updatedAt} />, wide: true },
        ]}
      />
      {creating && <NewBucket onClose={() => setCreating(false)} />}
    </Page>
  )
}

function NewBucket({ onClose }: { readonly onClose: () => void }) {
  const create = useChange(useProjectApi(), 'storage.createBucket', ['storage.listBuckets'])
  const [name, setName] = useState('')
  const [id, setId] = useState('')
  return (
    <FormDialog
      title={t.storage.newBucket}
      onClose={onClose}
      onSubmit={() => create.mutateAsync({ bucketId: id || 'unique()', name })}
    >
      <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
      <TextField label={t.storage.bucketId} hint={t.common.idHint} maxLength={36} value={id} onChange={setId} />
    </FormDialog>
  )
}

import { useNavigate, useParams } from '@tanstack/react-router'
import { Download, File as FileIcon, Link2, Settings2, Trash2, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Button, IconButton } from '#ui/button.tsx'
import { bytes } from '#ui/bytes.ts'
import { CopyId } from '#ui/copy.tsx'
import { Confirm } from '#ui/dialog.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'
import { BucketSettings } from './bucket-settings.tsx'
import { Tokens } from './tokens.tsx'
import { Uploads, useUploads } from './uploads.tsx'

type StoredFile = Result<'storage.getFile'>

export function Bucket() {
  const api = useProjectApi()
  const projectId = useProjectId()
  const navigate = useNavigate()
  const { bucketId = '' } = useParams({ strict: false })
  const state = useListState()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [deleting, setDeleting] = useState<StoredFile | 'bucket' | null>(null)
  const [sharing, setSharing] = useState<StoredFile | null>(null)
  const [settings, setSettings] = useState(false)
  const { data: bucket } = useReading(api, 'storage.getBucket', { bucketId })
  const list = useReading(api, 'storage.listFiles', { bucketId, ...state.params }, { keep: true })
  const removeFile = useChange(api, 'storage.deleteFile', ['storage.listFiles'])
  const removeBucket = useChange(api, 'storage.deleteBucket', ['storage.listBuckets'])
  const { uploads, add } = useUploads(bucketId)
  const choose = (
    <Button look="primary" icon={Upload} onClick={() => input.current?.click()}>
      {t.storage.upload}
    </Button>
  )
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        add([...event.dataTransfer.files])
      }}
      className={over ? 'outline-2 -outline-offset-8 outline-accent outline-dashed' : ''}
    >
      <Page
        title={bucket?.name ?? '…'}
        lead={<CopyId value={bucketId} />}
        actions={
          <>
            <Button icon={Settings2} onClick={() => setSettings(true)} disabled={!bucket}>
              {t.storage.settings}
            </Button>
            <Button look="danger" icon={Trash2} onClick={() => setDeleting('bucket')}>
              {t.common.delete}
            </Button>
            {choose}
          </>
        }
      >
        <input
          ref={input}
          type="file"
          multiple
          aria-label={t.storage.upload}
          className="hidden"
          onChange={(event) => {
            add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <Uploads uploads={uploads} />
        <Listing
          label={t.storage.files}
          of={list}
          rows={({ files }) => files}
          total={({ total }) => total}
          keyOf={({ $id }) => $id}
          state={state}
          searchLabel={t.storage.searchFiles}
          noneFound={t.common.noneFound}
          empty={{ icon: FileIcon, title: t.storage.noFilesTitle, text: t.storage.noFiles, action: choose }}
          columns={[
            {
              head: t.common.name,
              cell: (file) => (
                <div className="flex items-center gap-3">
                  <Thumbnail file={file} />
                  <NameCell id={file.$id}>
                    <a
                      href={api.address('storage.getFileView', { bucketId, fileId: file.$id })}
                      target="_blank"
                      rel="noreferrer"
                    >
                      {file.name}
                    </a>
                  </NameCell>
                </div>
              ),
            },
            {
              head: t.storage.type,
              cell: ({ mimeType }) => <span className="font-mono text-sm">{mimeType}</span>,
              wide: true,
            },
            {
              head: t.storage.size,
              cell: ({ sizeOriginal }) => <span className="tabular-nums">{bytes(sizeOriginal)}</span>,
            },
            { head: t.common.created, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
            {
              head: t.common.actions,
              align: 'right',
              cell: (file) => (
                <span className="inline-flex">
                  <a
                    href={api.address('storage.getFileDownload', { bucketId, fileId: file.$id })}
                    aria-label={t.storage.download(file.name)}
                    title={t.storage.download(file.name)}
                    className="inline-flex size-8 items-center justify-center rounded-md text-soft hover:bg-sunken hover:text-ink"
                  >
                    <Download className="size-4" aria-hidden />
                  </a>
                  <IconButton icon={Link2} label={t.tokens.title(file.name)} onClick={() => setSharing(file)} />
                  <IconButton
                    icon={Trash2}
                    label={`${t.common.delete} ${file.name}`}
                    onClick={() => setDeleting(file)}
                  />
                </span>
              ),
            },
          ]}
        />
      </Page>
      {sharing && <Tokens file={sharing} onClose={() => setSharing(null)} />}
      {settings && bucket && <BucketSettings bucket={bucket} onClose={() => setSettings(false)} />}
      {deleting === 'bucket' && (
        <Confirm
          title={t.storage.deleteBucket}
          action={t.common.delete}
          typed={bucket?.name ?? ''}
          onClose={() => setDeleting(null)}
          onConfirm={async () => {
            await removeBucket.mutateAsync({ bucketId })
            await navigate({ to: '/project/$projectId/storage', params: { projectId } })
          }}
        >
          {t.storage.deleteBucketLead}
        </Confirm>
      )}
      {deleting !== null && deleting !== 'bucket' && (
        <Confirm
          title={t.storage.deleteFile(deleting.name)}
          action={t.common.delete}
          onClose={() => setDeleting(null)}
          onConfirm={() => removeFile.mutateAsync({ bucketId, fileId: deleting.$id })}
        >
          {t.storage.deleteFileLead}
        </Confirm>
      )}
    </div>
  )
}

/** A small picture where the file is one. */
function Thumbnail({ file }: { readonly file: StoredFile }) {
  const api = useProjectApi()
  const [failed, setFailed] = useState(false)
  const size = { width: 80, height: 80 }
  if (!file.mimeType.startsWith('image/') || failed) {
    return (
      <span className="flex size-10 shrink-0 items-center justify-center rounded-md border border-line bg-sunken text-faint">
        <FileIcon className="size-4" aria-hidden />
      </span>
    )
  }
  return (
    <img
      src={api.address('storage.getFilePreview', { bucketId: file.bucketId, fileId: file.$id, ...size })}
      alt=""
      loading="lazy"
      onError={() => setFailed(true)}
      className="size-10 shrink-0 rounded-md border border-line object-cover"
    />
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, RotateCw, X } from 'lucide-react'
import { useState } from 'react'
import { nothingYet, type Reached, upload } from '#api/upload.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { IconButton } from '#ui/button.tsx'
import { bytes } from '#ui/bytes.ts'
import { Panel } from '#ui/page.tsx'

type Upload = {
  readonly key: number
  readonly file: File
  readonly sent: number
  readonly error: string | null
  readonly cancel: () => void
  readonly again: () => void
}

let nextKey = 1

/** Files on their way into a bucket. */
export function useUploads(bucketId: string) {
  const api = useProjectApi()
  const client = useQueryClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const change = (key: number, part: Partial<Upload>): void =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const start = async (key: number, file: File, from: Reached = nothingYet): Promise<void> => {
    let reached = from
    const ending = new AbortController()
    const cancel = (): void => {
      ending.abort()
      setUploads((all) => all.filter((one) => one.key !== key))
    }
    change(key, { error: null, sent: from.bytes, cancel })
    try {
      await upload(api, {
        path: `/storage/buckets/${encodeURIComponent(bucketId)}/files`,
        file,
        part: 'file',
        fields: { fileId: 'unique()' },
        from,
        onProgress: (now) => {
          reached = now
          change(key, { sent: now.bytes })
        },
        signal: ending.signal,
      })
      change(key, { sent: file.size })
      await client.invalidateQueries({ queryKey: [api.projectId, 'storage.listFiles'] })
    } catch (error) {
      if (ending.signal.aborted) return
      // What the server has already is not sent again.
      const again = (): void => void start(key, file, reached)
      change(key, { error: error instanceof Error ? error.message : String(error), again })
    }
  }
  const add = (files: readonly File[]): void => {
    for (const file of files) {
      const key = nextKey++
      const again = (): void => void start(key, file)
      setUploads((all) => [...all, { key, file, sent: 0, error: null, cancel: () => undefined, again }])
      void start(key, file)
    }
  }
  return { uploads, add }
}

export function Uploads({ uploads }: { readonly uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null
  return (
    <Panel flush title={t.storage.uploads}>
      <ul className="divide-y divide-line">
        {uploads.map(({ key, file, sent, error, cancel, again }) => {
          const done = sent >= file.size && error === null
          return (
            <li key={key} className="flex items-center gap-4 px-5 py-3">
              <div className="grid min-w-0 flex-1 gap-1.5">
                <p className="flex justify-between gap-3">
                  <span className="truncate font-medium">{file.name}</span>
                  <span className="shrink-0 text-sm text-soft tabular-nums">
                    {bytes(sent)} / {bytes(file.size)}
                  </span>
                </p>
                {error === null ? (
                  <progress
                    aria-label={file.name}
                    max={Math.max(1, file.size)}
                    value={file.size === 0 ? 1 : sent}
                    className="h-1.5 w-full overflow-hidden rounded-full accent-accent"
                  />
                ) : (
                  <p role="alert" className="text-sm text-bad">
                    {error}
                  </p>
                )}
              </div>
              {done && <CircleCheck className="size-4 text-good" aria-label={t.storage.done} />}
              {error !== null && <CircleAlert className="size-4 text-bad" aria-hidden />}
              {error !== null && <IconButton icon={RotateCw} label={t.common.retry} onClick={again} />}
              {!done && <IconButton icon={X} label={t.common.cancel} onClick={cancel} />}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

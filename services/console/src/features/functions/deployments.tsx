import { useQueryClient } from '@tanstack/react-query'
import { CircleX, Download, FileCode2, Play, RotateCw, ScrollText, Trash2, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { upload } from '#api/upload.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { bytes } from '#ui/bytes.ts'
import { Confirm, Dialog } from '#ui/dialog.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'
import { CodeEditor } from './code-editor.tsx'
import { deploymentTones, isUnderWay, useFunctionId } from './model.ts'

type Deployment = Result<'functions.getDeployment'>

export function Deployments() {
  const api = useProjectApi()
  const functionId = useFunctionId()
  const client = useQueryClient()
  const state = useListState()
  const input = useRef<HTMLInputElement>(null)
  const [writing, setWriting] = useState(false)
  const [logs, setLogs] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<Deployment | null>(null)
  const { data: fn } = useReading(api, 'functions.get', { functionId }, { everyMs: 2000 })
  const list = useReading(
    api,
    'functions.listDeployments',
    { functionId, ...state.params },
    { keep: true, everyMs: 2000 },
  )
  const refreshes = ['functions.listDeployments', 'functions.get', 'functions.list'] as const
  const activate = useChange(api, 'functions.updateFunctionDeployment', refreshes)
  const rebuild = useChange(api, 'functions.createDuplicateDeployment', refreshes)
  const cancel = useChange(api, 'functions.updateDeploymentStatus', refreshes)
  const remove = useChange(api, 'functions.deleteDeployment', refreshes)
  const failed = { onError: (error: Error) => toast(error.message, 'bad') }
  const deploy = async (file: File): Promise<void> => {
    await upload(api, {
      path: `/functions/${encodeURIComponent(functionId)}/deployments`,
      file,
      part: 'code',
      fields: { activate: 'true', entrypoint: fn?.entrypoint ?? '', commands: fn?.commands ?? '' },
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    await client.invalidateQueries({ queryKey: [api.projectId] })
  }
  const actions = (
    <>
      <Button icon={Upload} onClick={() => input.current?.click()}>
        {t.functions.upload}
      </Button>
      <Button look="primary" icon={FileCode2} onClick={() => setWriting(true)}>
        {t.functions.write}
      </Button>
    </>
  )
  return (
    <Page title={t.functions.deployments} actions={actions}>
      <input
        ref={input}
        type="file"
        accept=".gz,.tgz,application/gzip"
        aria-label={t.functions.upload}
        className="hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) deploy(file).catch(failed.onError)
        }}
      />
      <Listing
        label={t.functions.deployments}
        of={list}
        rows={({ deployments }) => deployments}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        empty={{
          icon: Upload,
          title: t.functions.noDeploymentsTitle,
          text: t.functions.noDeployments,
          action: actions,
        }}
        columns={[
          {
            head: t.functions.deployment,
            cell: ({ $id, type }) => (
              <NameCell id={$id}>
                {type} {fn?.deploymentId === $id && <Badge tone="accent">{t.functions.active}</Badge>}
              </NameCell>
            ),
          },
          {
            head: t.common.status,
            cell: ({ status }) => <Badge tone={deploymentTones[status] ?? 'plain'}>{status}</Badge>,
          },
          { head: t.storage.size, cell: ({ totalSize }) => bytes(totalSize), wide: true },
          { head: t.functions.buildTime, cell: ({ buildDuration }) => `${buildDuration} s`, wide: true },
          { head: t.common.created, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
          {
            head: t.common.actions,
            align: 'right',
            cell: (deployment) => {
              const ids = { functionId, deploymentId: deployment.$id }
              return (
                <span className="inline-flex">
                  <IconButton icon={ScrollText} label={t.functions.buildLog} onClick={() => setLogs(deployment.$id)} />
                  {isUnderWay(deployment.status) ? (
                    <IconButton icon={CircleX} label={t.functions.cancel} onClick={() => cancel.mutate(ids, failed)} />
                  ) : (
                    <>
                      {deployment.status === 'ready' && fn?.deploymentId !== deployment.$id && (
                        <IconButton
                          icon={Play}
                          label={t.functions.activate}
                          onClick={() => activate.mutate(ids, failed)}
                        />
                      )}
                      <IconButton
                        icon={RotateCw}
                        label={t.functions.rebuild}
                        onClick={() => rebuild.mutate(ids, failed)}
                      />
                      <a
                        href={api.address('functions.getDeploymentDownload', ids)}
                        aria-label={t.functions.download}
                        title={t.functions.download}
                        className="inline-flex size-8 items-center justify-center rounded-md text-soft hover:bg-sunken hover:text-ink"
                      >
                        <Download className="size-4" aria-hidden />
                      </a>
                    </>
                  )}
                  <IconButton icon={Trash2} label={t.common.delete} onClick={() => setDeleting(deployment)} />
                </span>
              )
            },
          },
        ]}
      />
      {writing && fn && <CodeEditor fn={fn} onDeploy={deploy} onClose={() => setWriting(false)} />}
      {logs !== null && <BuildLog deploymentId={logs} onClose={() => setLogs(null)} />}
      {deleting && (
        <Confirm
          title={t.functions.deleteDeployment}
          action={t.common.delete}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutateAsync({ functionId, deploymentId: deleting.$id })}
        >
          {t.functions.deleteDeploymentLead}
        </Confirm>
      )}
    </Page>
  )
}

/** Grows while the build goes on. */
function BuildLog({ deploymentId, onClose }: { readonly deploymentId: string; readonly onClose: () => void }) {
  const functionId = useFunctionId()
  const { data } = useReading(
    useProjectApi(),
    'functions.getDeployment',
    { functionId, deploymentId },
    { everyMs: 1000 },
  )
  return (
    <Dialog wide onClose={onClose} title={t.functions.buildLog} lead={data?.status}>
      <pre
        tabIndex={0}
        aria-label={t.functions.buildLog}
        className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-4 font-mono text-sm whitespace-pre-wrap"
      >
        {data?.buildLogs || t.functions.noLog}
      </pre>
    </Dialog>
  )
}

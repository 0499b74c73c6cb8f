import { useState } from 'react'
import { consoleApi, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Code } from '#ui/copy.tsx'
import { Confirm, Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'

const refreshes = ['account.listMfaFactors', 'account.get'] as const

/** An authenticator app as second factor. */
export function SecondFactor({ account }: { readonly account: Result<'account.get'> }) {
  const setOff = useChange(consoleApi, 'account.updateMFA', refreshes)
  const remove = useChange(consoleApi, 'account.deleteMfaAuthenticator', refreshes)
  const [open, setOpen] = useState<'setUp' | 'turnOff' | null>(null)
  return (
    <Panel title={t.account.factors} lead={t.account.factorsLead}>
      <Reading of={useReading(consoleApi, 'account.listMfaFactors', {})}>
        {({ totp }) =>
          totp && account.mfa ? (
            <div className="flex items-center justify-between gap-3">
              <Badge tone="good">{t.account.on}</Badge>
              <Button onClick={() => setOpen('turnOff')}>{t.account.turnOff}</Button>
            </div>
          ) : (
            <Button onClick={() => setOpen('setUp')}>{t.account.setUp}</Button>
          )
        }
      </Reading>
      {open === 'setUp' && <SetUp onClose={() => setOpen(null)} />}
      {open === 'turnOff' && (
        <Confirm
          title={t.account.turnOff}
          action={t.account.turnOff}
          onClose={() => setOpen(null)}
          onConfirm={async () => {
            await setOff.mutateAsync({ mfa: false })
            await remove.mutateAsync({ type: 'totp' })
          }}
        >
          {t.account.turnOffLead}
        </Confirm>
      )}
    </Panel>
  )
}

/** First the key, then the proof that the app has it, then the codes for the day that it is lost. */
function SetUp({ onClose }: { readonly onClose: () => void }) {
  const create = useChange(consoleApi, 'account.createMfaAuthenticator')
  const confirm = useChange(consoleApi, 'account.updateMfaAuthenticator')
  const turnOn = useChange(consoleApi, 'account.updateMFA', refreshes)
  const makeCodes = useChange(consoleApi, 'account.createMfaRecoveryCodes')
  const [otp, setOtp] = useState('')
  if (makeCodes.data) {
    return (
      <Dialog onClose={onClose} title={t.account.recovery} lead={t.account.recoveryLead}>
        <Code label={t.account.recovery} text={makeCodes.data.recoveryCodes.join('\n')} />
      </Dialog>
    )
  }
  if (!create.data) {
    return (
      <Dialog onClose={onClose} title={t.account.factors} lead={t.account.factorsLead}>
        <Form submit={t.account.setUp} onCancel={onClose} onSubmit={() => create.mutateAsync({ type: 'totp' })}>
          {null}
        </Form>
      </Dialog>
    )
  }
  return (
    <Dialog onClose={onClose} title={t.account.factors} lead={t.account.scan}>
      <Form
        submit={t.account.confirm}
        onCancel={onClose}
        onSubmit={async () => {
          await confirm.mutateAsync({ type: 'totp', otp })
          await turnOn.mutateAsync({ mfa: true })
          await makeCodes.mutateAsync({})
        }}
      >
        <Code label={t.account.key} text={create.data.secret} />
        <TextField
          label={t.account.code}
          required
          autoFocus
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={otp}
          onChange={setOtp}
        />
      </Form>
    </Dialog>
  )
}

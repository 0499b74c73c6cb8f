import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { ApiError } from '#api/errors.ts'
import { hasPasskeys, provePasskey } from '#app/passkeys.ts'
import { forgetAccount } from '#app/session.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { ErrorNote } from '#ui/states.tsx'
import { Frame } from './frame.tsx'

export function SignIn() {
  const { next } = useSearch({ strict: false })
  const client = useQueryClient()
  const router = useRouter()
  const [challengeId, setChallengeId] = useState<string | null>(null)
  const enter = async (): Promise<void> => {
    forgetAccount(client)
    router.history.push(`/console${next ?? '/'}`)
  }
  if (challengeId !== null) return <SecondFactor challengeId={challengeId} onDone={enter} />
  return <Password onDone={enter} onChallenge={setChallengeId} />
}

function Password({ onDone, onChallenge }: { onDone: () => Promise<void>; onChallenge: (id: string) => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = async (): Promise<void> => {
    await consoleApi.call('account.createEmailPasswordSession', { email, password })
    try {
      await consoleApi.call('account.get', {})
    } catch (error) {
      if (!(error instanceof ApiError && error.type === 'user_more_factors_required')) throw error
      const { $id } = await consoleApi.call('account.createMfaChallenge', { factor: 'totp' })
      return onChallenge($id)
    }
    await onDone()
  }
  return (
    <Frame title={t.signIn.title} lead={t.signIn.lead}>
      <Form submit={t.signIn.submit} onSubmit={submit} wide>
        <TextField
          label={t.signIn.email}
          type="email"
          required
          autoFocus
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t.signIn.password}
          type="password"
          required
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      </Form>
      {hasPasskeys() && <WithPasskey onDone={onDone} />}
      <p className="mt-5 text-center text-sm text-soft">
        {t.signIn.noAccount}{' '}
        <Link to="/sign-up" className="font-medium text-accent underline underline-offset-2">
          {t.signIn.create}
        </Link>
      </p>
    </Frame>
  )
}

function WithPasskey({ onDone }: { onDone: () => Promise<void> }) {
  const submit = async (): Promise<void> => {
    const { challengeId, options } = await consoleApi.call('account.createPasskeySessionOptions', {})
    const credential = await provePasskey(options)
    await consoleApi.call('account.createPasskeySession', { challengeId, credential })
    await onDone()
  }
  return (
    <div className="mt-3">
      <Form submit={t.signIn.passkey} look="plain" onSubmit={submit} wide>
        {null}
      </Form>
    </div>
  )
}

function SecondFactor({ challengeId, onDone }: { challengeId: string; onDone: () => Promise<void> }) {
  const [otp, setOtp] = useState('')
  // Another challenge, for one of the codes that are kept for the day that the app is lost.
  const [recoveryId, setRecoveryId] = useState<string | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const recover = (): void => {
    consoleApi.call('account.createMfaChallenge', { factor: 'recoverycode' }).then(
      ({ $id }) => setRecoveryId($id),
      (caught: unknown) => setError(caught instanceof Error ? caught : new Error(String(caught))),
    )
  }
  return (
    <Frame title={t.signIn.codeTitle} lead={recoveryId === null ? t.signIn.codeLead : t.signIn.recoveryLead}>
      <Form
        submit={t.signIn.codeSubmit}
        wide
        onSubmit={async () => {
          await consoleApi.call('account.updateMfaChallenge', { challengeId: recoveryId ?? challengeId, otp })
          await onDone()
        }}
      >
        <TextField
          label={t.signIn.code}
          required
          autoFocus
          inputMode={recoveryId === null ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          value={otp}
          onChange={setOtp}
        />
      </Form>
      {error && <ErrorNote error={error} />}
      {recoveryId === null && (
        <Button look="quiet" className="mt-3 w-full" onClick={recover}>
          {t.signIn.recovery}
        </Button>
      )}
    </Frame>
  )
}

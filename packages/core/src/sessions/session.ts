import type { Renderable } from '@basalt/types'
import { nameOfCode } from '../locale/index.ts'
import type { Secrets } from '../secrets/index.ts'
import type { DeviceFacts } from './device.ts'

/** A row of `sessions`, its JSON read. */
export type SessionRow = {
  readonly id: string
  readonly userId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly expiresAt: string
  readonly provider: string
  readonly providerUid: string
  readonly providerAccessToken: string | null
  readonly providerAccessTokenExpiresAt: string | null
  readonly providerRefreshToken: string | null
  readonly factors: readonly string[]
  readonly mfaUpdatedAt: string | null
  readonly ip: string
  readonly countryCode: string
  readonly device: DeviceFacts
}

export type Session = Renderable<'session'> & {
  readonly $id: string
  readonly userId: string
  readonly expire: string
  readonly secret: string
}

type View = {
  readonly current: boolean
  /** Language of the country's name. */
  readonly locale: string
  readonly secret?: string
  /** Opens the provider's tokens, for those who may have them. They are stored sealed, and in no event. */
  readonly secrets?: Secrets
}

/** A session as clients see it. Without a view it is as changes of a session show it: neither placed nor compared. */
export function toSession(row: SessionRow, view?: View): Session {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    userId: row.userId,
    expire: row.expiresAt,
    provider: row.provider,
    providerUid: row.providerUid,
    providerAccessToken: opened(row.providerAccessToken, view),
    providerAccessTokenExpiry: row.providerAccessTokenExpiresAt,
    providerRefreshToken: opened(row.providerRefreshToken, view),
    ip: row.ip,
    ...row.device,
    countryCode: row.countryCode,
    countryName: view ? nameOfCode(row.countryCode, view.locale) : '',
    current: view?.current ?? false,
    factors: row.factors,
    secret: view?.secret ?? '',
    mfaUpdatedAt: row.mfaUpdatedAt,
  }
}

function opened(sealed: string | null, view: View | undefined): string | null {
  return sealed === null || !view?.secrets ? null : view.secrets.decrypt(sealed)
}

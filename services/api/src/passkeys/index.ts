import type { Endpoint } from '#http/endpoint.ts'
import {
  accountCreatePasskey,
  accountCreatePasskeyOptions,
  accountDeletePasskey,
  accountListPasskeys,
} from './passkeys.ts'
import { accountCreatePasskeySession, accountCreatePasskeySessionOptions } from './sign-in.ts'

export const passkeysEndpoints: readonly Endpoint[] = [
  accountCreatePasskeyOptions,
  accountCreatePasskey,
  accountListPasskeys,
  accountDeletePasskey,
  accountCreatePasskeySessionOptions,
  accountCreatePasskeySession,
]

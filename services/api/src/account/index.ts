import type { Endpoint } from '#http/endpoint.ts'
import {
  accountCreateMfaAuthenticator,
  accountDeleteMfaAuthenticator,
  accountUpdateMfaAuthenticator,
} from './authenticators.ts'
import { accountCreate } from './create-account.ts'
import { accountCreateJWT } from './create-jwt.ts'
import { accountCreateAnonymousSession, accountCreateEmailPasswordSession } from './create-session.ts'
import { accountCreateEmailToken, accountCreateMagicURLToken } from './create-token.ts'
import { accountDelete } from './delete-account.ts'
import { accountDeleteSession, accountDeleteSessions } from './delete-session.ts'
import { accountCreateSession, accountUpdateMagicURLSession, accountUpdatePhoneSession } from './exchange-token.ts'
import { accountGet, accountGetPrefs } from './get-account.ts'
import { accountDeleteIdentity, accountListIdentities } from './identities.ts'
import { accountListLogs } from './logs.ts'
import { accountCreateMfaChallenge, accountListMfaFactors, accountUpdateMFA, accountUpdateMfaChallenge } from './mfa.ts'
import { accountCreatePhoneToken, accountCreatePhoneVerification, accountUpdatePhoneVerification } from './phone.ts'
import { oauth2Callback, oauth2CallbackPost } from './oauth2-callback.ts'
import { oauth2Redirect } from './oauth2-redirect.ts'
import { accountCreateOAuth2Session, accountCreateOAuth2Token } from './oauth2-start.ts'
import { accountCreatePushTarget, accountDeletePushTarget, accountUpdatePushTarget } from './push-targets.ts'
import {
  accountCreateMfaRecoveryCodes,
  accountGetMfaRecoveryCodes,
  accountUpdateMfaRecoveryCodes,
} from './recovery-codes.ts'
import { accountCreateRecovery, accountUpdateRecovery } from './recovery.ts'
import { accountGetSession, accountListSessions, accountUpdateSession } from './sessions.ts'
import { accountUpdateName, accountUpdatePrefs, accountUpdateStatus } from './update-account.ts'
import { accountCreateEmailVerification, accountUpdateEmailVerification } from './verification.ts'
import { accountUpdateEmail, accountUpdatePassword, accountUpdatePhone } from './update-credentials.ts'

export const accountEndpoints: readonly Endpoint[] = [
  accountGet,
  accountCreate,
  accountDelete,
  accountUpdateEmail,
  accountListIdentities,
  accountDeleteIdentity,
  accountCreateJWT,
  accountListLogs,
  accountUpdateMFA,
  accountCreateMfaAuthenticator,
  accountUpdateMfaAuthenticator,
  accountDeleteMfaAuthenticator,
  accountCreateMfaChallenge,
  accountUpdateMfaChallenge,
  accountListMfaFactors,
  accountGetMfaRecoveryCodes,
  accountCreateMfaRecoveryCodes,
  accountUpdateMfaRecoveryCodes,
  accountUpdateName,
  accountUpdatePassword,
  accountUpdatePhone,
  accountGetPrefs,
  accountUpdatePrefs,
  accountCreateRecovery,
  accountUpdateRecovery,
  accountListSessions,
  accountDeleteSessions,
  accountCreateAnonymousSession,
  accountCreateEmailPasswordSession,
  accountCreateOAuth2Session,
  accountCreateOAuth2Token,
  oauth2Callback,
  oauth2CallbackPost,
  oauth2Redirect,
  accountUpdateMagicURLSession,
  accountUpdatePhoneSession,
  accountCreateSession,
  accountGetSession,
  accountUpdateSession,
  accountDeleteSession,
  accountUpdateStatus,
  accountCreatePushTarget,
  accountUpdatePushTarget,
  accountDeletePushTarget,
  accountCreateEmailToken,
  accountCreateMagicURLToken,
  accountCreateEmailVerification,
  accountUpdateEmailVerification,
  accountCreatePhoneToken,
  accountCreatePhoneVerification,
  accountUpdatePhoneVerification,
]

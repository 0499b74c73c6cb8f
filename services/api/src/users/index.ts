import type { Endpoint } from '#http/endpoint.ts'
import { usersCreate } from './create-user.ts'
import { usersDelete } from './delete-user.ts'
import {
  usersCreateArgon2User,
  usersCreateBcryptUser,
  usersCreateMD5User,
  usersCreatePHPassUser,
  usersCreateScryptModifiedUser,
  usersCreateScryptUser,
  usersCreateSHAUser,
} from './import-user.ts'
import { usersDeleteIdentity, usersListIdentities } from './identities.ts'
import { usersListLogs } from './logs.ts'
import {
  usersCreateMfaRecoveryCodes,
  usersDeleteMfaAuthenticator,
  usersGetMfaRecoveryCodes,
  usersListMfaFactors,
  usersUpdateMfa,
  usersUpdateMfaRecoveryCodes,
} from './mfa.ts'
import { usersGet, usersGetPrefs, usersList, usersListMemberships } from './read-users.ts'
import { usersCreateSession, usersDeleteSession, usersDeleteSessions, usersListSessions } from './sessions.ts'
import { usersCreateTarget, usersDeleteTarget, usersGetTarget, usersListTargets, usersUpdateTarget } from './targets.ts'
import { usersCreateJWT, usersCreateToken } from './tokens.ts'
import { usersUpdateEmail, usersUpdatePassword, usersUpdatePhone } from './update-credentials.ts'
import {
  usersUpdateEmailVerification,
  usersUpdateLabels,
  usersUpdateName,
  usersUpdatePhoneVerification,
  usersUpdatePrefs,
  usersUpdateStatus,
} from './update-user.ts'
import { usersGetUsage } from './usage.ts'

export const usersEndpoints: readonly Endpoint[] = [
  usersList,
  usersCreate,
  usersCreateArgon2User,
  usersCreateBcryptUser,
  usersListIdentities,
  usersDeleteIdentity,
  usersCreateMD5User,
  usersCreatePHPassUser,
  usersCreateScryptUser,
  usersCreateScryptModifiedUser,
  usersCreateSHAUser,
  usersGetUsage,
  usersGet,
  usersDelete,
  usersUpdateEmail,
  usersCreateJWT,
  usersUpdateLabels,
  usersListLogs,
  usersListMemberships,
  usersUpdateMfa,
  usersDeleteMfaAuthenticator,
  usersListMfaFactors,
  usersGetMfaRecoveryCodes,
  usersUpdateMfaRecoveryCodes,
  usersCreateMfaRecoveryCodes,
  usersUpdateName,
  usersUpdatePassword,
  usersUpdatePhone,
  usersGetPrefs,
  usersUpdatePrefs,
  usersListSessions,
  usersCreateSession,
  usersDeleteSessions,
  usersDeleteSession,
  usersUpdateStatus,
  usersListTargets,
  usersCreateTarget,
  usersGetTarget,
  usersUpdateTarget,
  usersDeleteTarget,
  usersCreateToken,
  usersUpdateEmailVerification,
  usersUpdatePhoneVerification,
]

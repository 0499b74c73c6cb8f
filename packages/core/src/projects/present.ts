import type { Queryable } from '@basalt/database'
import { oauthProviders, type Renderable } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { devKeyOf, type DevKeyRow, selectDevKeys } from './dev-keys.ts'
import { keyOf, type KeyRow, selectKeys } from './keys.ts'
import { platformOf, type PlatformRow, selectPlatforms } from './platforms.ts'
import { partsOfProjects, type ProjectDetails, type ProjectRecord } from './queries.ts'
import { type ProjectSettings, readSettings } from './settings.ts'
import { selectWebhooks, webhookOf, type WebhookRow } from './webhooks.ts'

export type ProjectModel = Renderable<'project'>

export async function presentProject(db: Queryable, secrets: Secrets, record: ProjectRecord): Promise<ProjectModel> {
  const [project] = await presentProjects(db, secrets, [record])
  if (!project) throw new Error('a project was given and none came back')
  return project
}

/** Projects as the console sees them, with their keys and platforms: one read a kind, however many they are. */
export async function presentProjects(
  db: Queryable,
  secrets: Secrets,
  records: readonly ProjectRecord[],
): Promise<readonly ProjectModel[]> {
  const ids = records.map(({ id }) => id)
  const keys = await partsOfProjects<KeyRow>(db, selectKeys, ids)
  const devKeys = await partsOfProjects<DevKeyRow>(db, selectDevKeys, ids)
  const platforms = await partsOfProjects<PlatformRow>(db, selectPlatforms, ids)
  const webhooks = await partsOfProjects<WebhookRow>(db, selectWebhooks, ids)
  return records.map((record) => {
    const settings = readSettings(record.settings)
    return {
      $id: record.id,
      $createdAt: record.createdAt,
      $updatedAt: record.updatedAt,
      name: record.name,
      teamId: record.teamId,
      ...(JSON.parse(record.details) as ProjectDetails), // written by this feature only
      ...authFields(settings.auths),
      oAuthProviders: providersOf(settings, secrets),
      platforms: (platforms.get(record.id) ?? []).map(platformOf),
      webhooks: (webhooks.get(record.id) ?? []).map((row) => webhookOf(row, secrets)),
      keys: (keys.get(record.id) ?? []).map((row) => keyOf(row, secrets)),
      devKeys: (devKeys.get(record.id) ?? []).map((row) => devKeyOf(row, secrets)),
      ...smtpFields(settings.smtp, secrets),
      pingCount: record.pingCount,
      pingedAt: record.pingedAt,
      ...serviceFields(settings.services),
    }
  })
}

function authFields(auths: ProjectSettings['auths']) {
  return {
    authDuration: auths.duration,
    authLimit: auths.limit,
    authSessionsLimit: auths.maxSessions,
    authPasswordHistory: auths.passwordHistory,
    authPasswordDictionary: auths.passwordDictionary,
    authPersonalDataCheck: auths.personalDataCheck,
    authMockNumbers: auths.mockNumbers,
    authSessionAlerts: auths.sessionAlerts,
    authMembershipsUserName: auths.membershipsUserName,
    authMembershipsUserEmail: auths.membershipsUserEmail,
    authMembershipsMfa: auths.membershipsMfa,
    authInvalidateSessions: auths.invalidateSessions,
    authEmailPassword: auths.emailPassword,
    authUsersAuthMagicURL: auths.usersAuthMagicURL,
    authEmailOtp: auths.emailOtp,
    authAnonymous: auths.anonymous,
    authInvites: auths.invites,
    authJWT: auths.JWT,
    authPhone: auths.phone,
  }
}

function serviceFields(services: ProjectSettings['services']) {
  return {
    serviceStatusForAccount: services['account'] ?? true,
    serviceStatusForAvatars: services['avatars'] ?? true,
    serviceStatusForDatabases: services['databases'] ?? true,
    serviceStatusForTablesdb: services['tablesdb'] ?? true,
    serviceStatusForLocale: services['locale'] ?? true,
    serviceStatusForHealth: services['health'] ?? true,
    serviceStatusForStorage: services['storage'] ?? true,
    serviceStatusForTeams: services['teams'] ?? true,
    serviceStatusForUsers: services['users'] ?? true,
    serviceStatusForSites: services['sites'] ?? true,
    serviceStatusForFunctions: services['functions'] ?? true,
    serviceStatusForGraphql: services['graphql'] ?? true,
    serviceStatusForMessaging: services['messaging'] ?? true,
  }
}

function providersOf({ oAuthProviders }: ProjectSettings, secrets: Secrets) {
  return oauthProviders.map(({ key, name }) => {
    const provider = oAuthProviders[key]
    return {
      key,
      name,
      appId: provider?.appId ?? '',
      secret: opened(provider?.secret ?? '', secrets),
      enabled: provider?.enabled ?? false,
    }
  })
}

function smtpFields(smtp: ProjectSettings['smtp'], secrets: Secrets) {
  return {
    smtpEnabled: smtp.enabled,
    smtpSenderName: smtp.senderName,
    smtpSenderEmail: smtp.senderEmail,
    smtpReplyTo: smtp.replyTo,
    smtpHost: smtp.host,
    smtpPort: smtp.port,
    smtpUsername: smtp.username,
    smtpPassword: opened(smtp.password, secrets),
    smtpSecure: smtp.secure,
  }
}

function opened(sealed: string, secrets: Secrets): string {
  return sealed === '' ? '' : secrets.decrypt(sealed)
}

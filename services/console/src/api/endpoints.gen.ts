// Made by scripts/console/client.ts from the declarations of the API. Do not edit.

export type Account = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly registration: string; readonly status: boolean; readonly labels: readonly string[]; readonly passwordUpdate: string; readonly email: string; readonly phone: string; readonly emailVerification: boolean; readonly phoneVerification: boolean; readonly mfa: boolean; readonly prefs: Preferences; readonly targets: readonly Target[]; readonly accessedAt: string }
export type Attribute = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string }
export type AttributeBoolean = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly default?: boolean | null }
export type AttributeDatetime = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly format: string; readonly default?: string | null }
export type AttributeEmail = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly format: string; readonly default?: string | null }
export type AttributeEnum = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly elements: readonly string[]; readonly format: string; readonly default?: string | null }
export type AttributeFloat = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly min?: number | null; readonly max?: number | null; readonly default?: number | null }
export type AttributeInteger = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly min?: number | null; readonly max?: number | null; readonly default?: number | null }
export type AttributeIp = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly format: string; readonly default?: string | null }
export type AttributeLine = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly default?: unknown | null }
export type AttributeList = { readonly total: number; readonly attributes: readonly (AttributeBoolean | AttributeInteger | AttributeFloat | AttributeEmail | AttributeEnum | AttributeUrl | AttributeIp | AttributeDatetime | AttributeRelationship | AttributePoint | AttributeLine | AttributePolygon | AttributeString)[] }
export type AttributePoint = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly default?: unknown | null }
export type AttributePolygon = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly default?: unknown | null }
export type AttributeRelationship = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly relatedCollection: string; readonly relationType: string; readonly twoWay: boolean; readonly twoWayKey: string; readonly onDelete: string; readonly side: string }
export type AttributeString = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly size: number; readonly default?: string | null; readonly encrypt?: boolean | null }
export type AttributeUrl = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly format: string; readonly default?: string | null }
export type AuditEntry = { readonly $id: string; readonly $createdAt: string; readonly event: string; readonly resource: string; readonly mode: 'guest' | 'user' | 'key' | 'admin'; readonly userId: string; readonly userName: string; readonly userEmail: string; readonly ip: string; readonly userAgent: string }
export type AuditEntryList = { readonly total: number; readonly entries: readonly AuditEntry[] }
export type AuthProvider = { readonly key: string; readonly name: string; readonly appId: string; readonly secret: string; readonly enabled: boolean }
export type Bucket = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly $permissions: readonly string[]; readonly fileSecurity: boolean; readonly name: string; readonly enabled: boolean; readonly maximumFileSize: number; readonly allowedFileExtensions: readonly string[]; readonly compression: string; readonly encryption: boolean; readonly antivirus: boolean; readonly transformations: boolean }
export type BucketList = { readonly total: number; readonly buckets: readonly Bucket[] }
export type Collection = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly $permissions: readonly string[]; readonly databaseId: string; readonly name: string; readonly enabled: boolean; readonly documentSecurity: boolean; readonly attributes: readonly (AttributeBoolean | AttributeInteger | AttributeFloat | AttributeEmail | AttributeEnum | AttributeUrl | AttributeIp | AttributeDatetime | AttributeRelationship | AttributePoint | AttributeLine | AttributePolygon | AttributeString)[]; readonly indexes: readonly Index[] }
export type CollectionList = { readonly total: number; readonly collections: readonly Collection[] }
export type Column = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string }
export type ColumnBoolean = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly default?: boolean | null }
export type ColumnDatetime = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly format: string; readonly default?: string | null }
export type ColumnEmail = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly format: string; readonly default?: string | null }
export type ColumnEnum = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly elements: readonly string[]; readonly format: string; readonly default?: string | null }
export type ColumnFloat = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly min?: number | null; readonly max?: number | null; readonly default?: number | null }
export type ColumnIndex = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly key: string; readonly type: string; readonly status: string; readonly error: string; readonly columns: readonly string[]; readonly lengths: readonly number[]; readonly orders?: readonly string[] | null }
export type ColumnIndexList = { readonly total: number; readonly indexes: readonly ColumnIndex[] }
export type ColumnInteger = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly min?: number | null; readonly max?: number | null; readonly default?: number | null }
export type ColumnIp = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly format: string; readonly default?: string | null }
export type ColumnLine = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly default?: unknown | null }
export type ColumnList = { readonly total: number; readonly columns: readonly (ColumnBoolean | ColumnInteger | ColumnFloat | ColumnEmail | ColumnEnum | ColumnUrl | ColumnIp | ColumnDatetime | ColumnRelationship | ColumnPoint | ColumnLine | ColumnPolygon | ColumnString)[] }
export type ColumnPoint = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly default?: unknown | null }
export type ColumnPolygon = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly default?: unknown | null }
export type ColumnRelationship = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly relatedTable: string; readonly relationType: string; readonly twoWay: boolean; readonly twoWayKey: string; readonly onDelete: string; readonly side: string }
export type ColumnString = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly size: number; readonly default?: string | null; readonly encrypt?: boolean | null }
export type ColumnUrl = { readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly required: boolean; readonly array?: boolean | null; readonly $createdAt: string; readonly $updatedAt: string; readonly format: string; readonly default?: string | null }
export type ConsoleVariables = { readonly _APP_DOMAIN_TARGET_CNAME: string; readonly _APP_DOMAIN_TARGET_A: string; readonly _APP_COMPUTE_BUILD_TIMEOUT: number; readonly _APP_DOMAIN_TARGET_AAAA: string; readonly _APP_DOMAIN_TARGET_CAA: string; readonly _APP_STORAGE_LIMIT: number; readonly _APP_COMPUTE_SIZE_LIMIT: number; readonly _APP_USAGE_STATS: string; readonly _APP_VCS_ENABLED: boolean; readonly _APP_DOMAIN_ENABLED: boolean; readonly _APP_ASSISTANT_ENABLED: boolean; readonly _APP_DOMAIN_SITES: string; readonly _APP_DOMAIN_FUNCTIONS: string; readonly _APP_OPTIONS_FORCE_HTTPS: string; readonly _APP_DOMAINS_NAMESERVERS: string }
export type Continent = { readonly name: string; readonly code: string }
export type ContinentList = { readonly total: number; readonly continents: readonly Continent[] }
export type Country = { readonly name: string; readonly code: string }
export type CountryList = { readonly total: number; readonly countries: readonly Country[] }
export type Currency = { readonly symbol: string; readonly name: string; readonly symbolNative: string; readonly decimalDigits: number; readonly rounding: number; readonly code: string; readonly namePlural: string }
export type CurrencyList = { readonly total: number; readonly currencies: readonly Currency[] }
export type Database = { readonly $id: string; readonly name: string; readonly $createdAt: string; readonly $updatedAt: string; readonly enabled: boolean; readonly type: 'legacy' | 'tablesdb' }
export type DatabaseList = { readonly total: number; readonly databases: readonly Database[] }
export type Deployment = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly type: string; readonly resourceId: string; readonly resourceType: string; readonly entrypoint: string; readonly sourceSize: number; readonly buildSize: number; readonly totalSize: number; readonly buildId: string; readonly activate: boolean; readonly screenshotLight: string; readonly screenshotDark: string; readonly status: string; readonly buildLogs: string; readonly buildDuration: number; readonly providerRepositoryName: string; readonly providerRepositoryOwner: string; readonly providerRepositoryUrl: string; readonly providerCommitHash: string; readonly providerCommitAuthorUrl: string; readonly providerCommitAuthor: string; readonly providerCommitMessage: string; readonly providerCommitUrl: string; readonly providerBranch: string; readonly providerBranchUrl: string }
export type DeploymentList = { readonly total: number; readonly deployments: readonly Deployment[] }
export type DevKey = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly expire: string; readonly secret: string; readonly accessedAt: string; readonly sdks: readonly string[] }
export type DevKeyList = { readonly total: number; readonly devKeys: readonly DevKey[] }
export type Document = { readonly $id: string; readonly $sequence: number; readonly $collectionId: string; readonly $databaseId: string; readonly $createdAt: string; readonly $updatedAt: string; readonly $permissions: readonly string[]; readonly [name: string]: unknown }
export type DocumentList = { readonly total: number; readonly documents: readonly Document[] }
export type EmailTemplate = { readonly type: string; readonly locale: string; readonly message: string; readonly senderName: string; readonly senderEmail: string; readonly replyTo: string; readonly subject: string }
export type Error = { readonly message: string; readonly code: number; readonly type: string; readonly version: string }
export type Execution = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly $permissions: readonly string[]; readonly functionId: string; readonly deploymentId: string; readonly trigger: string; readonly status: string; readonly requestMethod: string; readonly requestPath: string; readonly requestHeaders: readonly Headers[]; readonly responseStatusCode: number; readonly responseBody: string; readonly responseHeaders: readonly Headers[]; readonly logs: string; readonly errors: string; readonly duration: number; readonly scheduledAt?: string | null }
export type ExecutionList = { readonly total: number; readonly executions: readonly Execution[] }
export type File = { readonly $id: string; readonly bucketId: string; readonly $createdAt: string; readonly $updatedAt: string; readonly $permissions: readonly string[]; readonly name: string; readonly signature: string; readonly mimeType: string; readonly sizeOriginal: number; readonly chunksTotal: number; readonly chunksUploaded: number }
export type FileList = { readonly total: number; readonly files: readonly File[] }
export type Function = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly execute: readonly string[]; readonly name: string; readonly enabled: boolean; readonly live: boolean; readonly logging: boolean; readonly runtime: string; readonly deploymentId: string; readonly deploymentCreatedAt: string; readonly latestDeploymentId: string; readonly latestDeploymentCreatedAt: string; readonly latestDeploymentStatus: string; readonly scopes: readonly string[]; readonly vars: readonly Variable[]; readonly events: readonly string[]; readonly schedule: string; readonly timeout: number; readonly entrypoint: string; readonly commands: string; readonly version: string; readonly installationId: string; readonly providerRepositoryId: string; readonly providerBranch: string; readonly providerRootDirectory: string; readonly providerSilentMode: boolean; readonly specification: string }
export type FunctionList = { readonly total: number; readonly functions: readonly Function[] }
export type Headers = { readonly name: string; readonly value: string }
export type HealthAntivirus = { readonly version: string; readonly status: 'disabled' | 'offline' | 'online' }
export type HealthCertificate = { readonly name: string; readonly subjectSN: string; readonly issuerOrganisation: string; readonly validFrom: string; readonly validTo: string; readonly signatureTypeSN: string }
export type HealthQueue = { readonly size: number }
export type HealthStatus = { readonly name: string; readonly ping: number; readonly status: 'pass' | 'fail' }
export type HealthStatusList = { readonly total: number; readonly statuses: readonly HealthStatus[] }
export type HealthTime = { readonly remoteTime: number; readonly localTime: number; readonly diff: number }
export type Identity = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly userId: string; readonly provider: string; readonly providerUid: string; readonly providerEmail: string; readonly providerAccessToken: string; readonly providerAccessTokenExpiry: string; readonly providerRefreshToken: string }
export type IdentityList = { readonly total: number; readonly identities: readonly Identity[] }
export type Index = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly key: string; readonly type: string; readonly status: 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'; readonly error: string; readonly attributes: readonly string[]; readonly lengths: readonly number[]; readonly orders?: readonly string[] | null }
export type IndexList = { readonly total: number; readonly indexes: readonly Index[] }
export type Jwt = { readonly jwt: string }
export type Key = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly expire: string; readonly scopes: readonly string[]; readonly secret: string; readonly accessedAt: string; readonly sdks: readonly string[] }
export type KeyList = { readonly total: number; readonly keys: readonly Key[] }
export type Language = { readonly name: string; readonly code: string; readonly nativeName: string }
export type LanguageList = { readonly total: number; readonly languages: readonly Language[] }
export type Locale = { readonly ip: string; readonly countryCode: string; readonly country: string; readonly continentCode: string; readonly continent: string; readonly eu: boolean; readonly currency: string }
export type LocaleCode = { readonly code: string; readonly name: string }
export type LocaleCodeList = { readonly total: number; readonly localeCodes: readonly LocaleCode[] }
export type Log = { readonly event: string; readonly userId: string; readonly userEmail: string; readonly userName: string; readonly mode: string; readonly ip: string; readonly time: string; readonly osCode: string; readonly osName: string; readonly osVersion: string; readonly clientType: string; readonly clientCode: string; readonly clientName: string; readonly clientVersion: string; readonly clientEngine: string; readonly clientEngineVersion: string; readonly deviceName: string; readonly deviceBrand: string; readonly deviceModel: string; readonly countryCode: string; readonly countryName: string }
export type LogList = { readonly total: number; readonly logs: readonly Log[] }
export type Membership = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly userId: string; readonly userName: string; readonly userEmail: string; readonly teamId: string; readonly teamName: string; readonly invited: string; readonly joined: string; readonly confirm: boolean; readonly mfa: boolean; readonly roles: readonly string[] }
export type MembershipList = { readonly total: number; readonly memberships: readonly Membership[] }
export type Metric = { readonly value: number; readonly date: string }
export type MetricBreakdown = { readonly resourceId: string; readonly name: string; readonly value: number }
export type MfaChallenge = { readonly $id: string; readonly $createdAt: string; readonly userId: string; readonly expire: string }
export type MfaFactors = { readonly totp: boolean; readonly phone: boolean; readonly email: boolean; readonly recoveryCode: boolean }
export type MfaRecoveryCodes = { readonly recoveryCodes: readonly string[] }
export type MfaType = { readonly secret: string; readonly uri: string }
export type MockNumber = { readonly phone: string; readonly otp: string }
export type Passkey = { readonly $id: string; readonly $createdAt: string; readonly userId: string; readonly name: string; readonly rpId: string; readonly credentialId: string; readonly transports: readonly string[]; readonly lastUsedAt: string }
export type PasskeyList = { readonly total: number; readonly passkeys: readonly Passkey[] }
export type PasskeyOptions = { readonly challengeId: string; readonly expire: string; readonly options: Readonly<Record<string, unknown>> }
export type Phone = { readonly code: string; readonly countryCode: string; readonly countryName: string }
export type PhoneList = { readonly total: number; readonly phones: readonly Phone[] }
export type Platform = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly type: 'web' | 'flutter-web' | 'flutter-ios' | 'flutter-android' | 'flutter-linux' | 'flutter-macos' | 'flutter-windows' | 'apple-ios' | 'apple-macos' | 'apple-watchos' | 'apple-tvos' | 'android' | 'unity' | 'react-native-ios' | 'react-native-android'; readonly key: string; readonly store: string; readonly hostname: string; readonly httpUser: string; readonly httpPass: string }
export type PlatformList = { readonly total: number; readonly platforms: readonly Platform[] }
export type Preferences = { readonly [name: string]: unknown }
export type Project = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly description: string; readonly teamId: string; readonly logo: string; readonly url: string; readonly legalName: string; readonly legalCountry: string; readonly legalState: string; readonly legalCity: string; readonly legalAddress: string; readonly legalTaxId: string; readonly authDuration: number; readonly authLimit: number; readonly authSessionsLimit: number; readonly authPasswordHistory: number; readonly authPasswordDictionary: boolean; readonly authPersonalDataCheck: boolean; readonly authMockNumbers: readonly MockNumber[]; readonly authSessionAlerts: boolean; readonly authMembershipsUserName: boolean; readonly authMembershipsUserEmail: boolean; readonly authMembershipsMfa: boolean; readonly authInvalidateSessions: boolean; readonly oAuthProviders: readonly AuthProvider[]; readonly platforms: readonly Platform[]; readonly webhooks: readonly Webhook[]; readonly keys: readonly Key[]; readonly devKeys: readonly DevKey[]; readonly smtpEnabled: boolean; readonly smtpSenderName: string; readonly smtpSenderEmail: string; readonly smtpReplyTo: string; readonly smtpHost: string; readonly smtpPort: number; readonly smtpUsername: string; readonly smtpPassword: string; readonly smtpSecure: string; readonly pingCount: number; readonly pingedAt: string; readonly authEmailPassword: boolean; readonly authUsersAuthMagicURL: boolean; readonly authEmailOtp: boolean; readonly authAnonymous: boolean; readonly authInvites: boolean; readonly authJWT: boolean; readonly authPhone: boolean; readonly serviceStatusForAccount: boolean; readonly serviceStatusForAvatars: boolean; readonly serviceStatusForDatabases: boolean; readonly serviceStatusForTablesdb: boolean; readonly serviceStatusForLocale: boolean; readonly serviceStatusForHealth: boolean; readonly serviceStatusForStorage: boolean; readonly serviceStatusForTeams: boolean; readonly serviceStatusForUsers: boolean; readonly serviceStatusForSites: boolean; readonly serviceStatusForFunctions: boolean; readonly serviceStatusForGraphql: boolean; readonly serviceStatusForMessaging: boolean }
export type ProjectList = { readonly total: number; readonly projects: readonly Project[] }
export type ProxyRule = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly domain: string; readonly type: string; readonly trigger: string; readonly redirectUrl: string; readonly redirectStatusCode: number; readonly deploymentId: string; readonly deploymentResourceType: string; readonly deploymentResourceId: string; readonly deploymentVcsProviderBranch: string; readonly status: string; readonly logs: string; readonly renewAt: string }
export type ProxyRuleList = { readonly total: number; readonly rules: readonly ProxyRule[] }
export type ResourceToken = { readonly $id: string; readonly $createdAt: string; readonly resourceId: string; readonly resourceType: string; readonly expire: string; readonly secret: string; readonly accessedAt: string }
export type ResourceTokenList = { readonly total: number; readonly tokens: readonly ResourceToken[] }
export type Row = { readonly $id: string; readonly $sequence: number; readonly $tableId: string; readonly $databaseId: string; readonly $createdAt: string; readonly $updatedAt: string; readonly $permissions: readonly string[]; readonly [name: string]: unknown }
export type RowList = { readonly total: number; readonly rows: readonly Row[] }
export type Runtime = { readonly $id: string; readonly key: string; readonly name: string; readonly version: string; readonly base: string; readonly image: string; readonly logo: string; readonly supports: readonly string[] }
export type RuntimeList = { readonly total: number; readonly runtimes: readonly Runtime[] }
export type Session = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly userId: string; readonly expire: string; readonly provider: string; readonly providerUid: string; readonly providerAccessToken: string; readonly providerAccessTokenExpiry: string; readonly providerRefreshToken: string; readonly ip: string; readonly osCode: string; readonly osName: string; readonly osVersion: string; readonly clientType: string; readonly clientCode: string; readonly clientName: string; readonly clientVersion: string; readonly clientEngine: string; readonly clientEngineVersion: string; readonly deviceName: string; readonly deviceBrand: string; readonly deviceModel: string; readonly countryCode: string; readonly countryName: string; readonly current: boolean; readonly factors: readonly string[]; readonly secret: string; readonly mfaUpdatedAt: string }
export type SessionList = { readonly total: number; readonly sessions: readonly Session[] }
export type SmsTemplate = { readonly type: string; readonly locale: string; readonly message: string }
export type Specification = { readonly memory: number; readonly cpus: number; readonly enabled: boolean; readonly slug: string }
export type SpecificationList = { readonly total: number; readonly specifications: readonly Specification[] }
export type Table = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly $permissions: readonly string[]; readonly databaseId: string; readonly name: string; readonly enabled: boolean; readonly rowSecurity: boolean; readonly columns: readonly (ColumnBoolean | ColumnInteger | ColumnFloat | ColumnEmail | ColumnEnum | ColumnUrl | ColumnIp | ColumnDatetime | ColumnRelationship | ColumnPoint | ColumnLine | ColumnPolygon | ColumnString)[]; readonly indexes: readonly ColumnIndex[] }
export type TableList = { readonly total: number; readonly tables: readonly Table[] }
export type TableProgress = { readonly changing: boolean; readonly percent?: number | null }
export type Target = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly userId: string; readonly providerId?: string | null; readonly providerType: string; readonly identifier: string; readonly expired: boolean }
export type TargetList = { readonly total: number; readonly targets: readonly Target[] }
export type Team = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly total: number; readonly prefs: Preferences }
export type TeamList = { readonly total: number; readonly teams: readonly Team[] }
export type TemplateFunction = { readonly icon: string; readonly id: string; readonly name: string; readonly tagline: string; readonly permissions: readonly string[]; readonly events: readonly string[]; readonly cron: string; readonly timeout: number; readonly useCases: readonly string[]; readonly runtimes: readonly TemplateRuntime[]; readonly instructions: string; readonly vcsProvider: string; readonly providerRepositoryId: string; readonly providerOwner: string; readonly providerVersion: string; readonly variables: readonly TemplateVariable[]; readonly scopes: readonly string[] }
export type TemplateFunctionList = { readonly total: number; readonly templates: readonly TemplateFunction[] }
export type TemplateRuntime = { readonly name: string; readonly commands: string; readonly entrypoint: string; readonly providerRootDirectory: string }
export type TemplateVariable = { readonly name: string; readonly description: string; readonly value: string; readonly secret: boolean; readonly placeholder: string; readonly required: boolean; readonly type: string }
export type Token = { readonly $id: string; readonly $createdAt: string; readonly userId: string; readonly secret: string; readonly expire: string; readonly phrase: string }
export type Transaction = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly status: string; readonly operations: number; readonly expiresAt: string }
export type TransactionList = { readonly total: number; readonly transactions: readonly Transaction[] }
export type UsageBuckets = { readonly range: string; readonly filesTotal: number; readonly filesStorageTotal: number; readonly files: readonly Metric[]; readonly storage: readonly Metric[]; readonly imageTransformations: readonly Metric[]; readonly imageTransformationsTotal: number }
export type UsageCollection = { readonly range: string; readonly documentsTotal: number; readonly documents: readonly Metric[] }
export type UsageDatabase = { readonly range: string; readonly collectionsTotal: number; readonly tablesTotal: number; readonly documentsTotal: number; readonly rowsTotal: number; readonly storageTotal: number; readonly databaseReadsTotal: number; readonly databaseWritesTotal: number; readonly collections: readonly Metric[]; readonly tables: readonly Metric[]; readonly documents: readonly Metric[]; readonly rows: readonly Metric[]; readonly storage: readonly Metric[]; readonly databaseReads: readonly Metric[]; readonly databaseWrites: readonly Metric[] }
export type UsageDatabases = { readonly range: string; readonly databasesTotal: number; readonly collectionsTotal: number; readonly tablesTotal: number; readonly documentsTotal: number; readonly rowsTotal: number; readonly storageTotal: number; readonly databasesReadsTotal: number; readonly databasesWritesTotal: number; readonly databases: readonly Metric[]; readonly collections: readonly Metric[]; readonly tables: readonly Metric[]; readonly documents: readonly Metric[]; readonly rows: readonly Metric[]; readonly storage: readonly Metric[]; readonly databasesReads: readonly Metric[]; readonly databasesWrites: readonly Metric[] }
export type UsageFunction = { readonly range: string; readonly deploymentsTotal: number; readonly deploymentsStorageTotal: number; readonly buildsTotal: number; readonly buildsSuccessTotal: number; readonly buildsFailedTotal: number; readonly buildsStorageTotal: number; readonly buildsTimeTotal: number; readonly buildsTimeAverage: number; readonly buildsMbSecondsTotal: number; readonly executionsTotal: number; readonly executionsTimeTotal: number; readonly executionsMbSecondsTotal: number; readonly deployments: readonly Metric[]; readonly deploymentsStorage: readonly Metric[]; readonly builds: readonly Metric[]; readonly buildsStorage: readonly Metric[]; readonly buildsTime: readonly Metric[]; readonly buildsMbSeconds: readonly Metric[]; readonly executions: readonly Metric[]; readonly executionsTime: readonly Metric[]; readonly executionsMbSeconds: readonly Metric[]; readonly buildsSuccess: readonly Metric[]; readonly buildsFailed: readonly Metric[] }
export type UsageFunctions = { readonly range: string; readonly functionsTotal: number; readonly deploymentsTotal: number; readonly deploymentsStorageTotal: number; readonly buildsTotal: number; readonly buildsStorageTotal: number; readonly buildsTimeTotal: number; readonly buildsMbSecondsTotal: number; readonly executionsTotal: number; readonly executionsTimeTotal: number; readonly executionsMbSecondsTotal: number; readonly functions: readonly Metric[]; readonly deployments: readonly Metric[]; readonly deploymentsStorage: readonly Metric[]; readonly buildsSuccessTotal: number; readonly buildsFailedTotal: number; readonly builds: readonly Metric[]; readonly buildsStorage: readonly Metric[]; readonly buildsTime: readonly Metric[]; readonly buildsMbSeconds: readonly Metric[]; readonly executions: readonly Metric[]; readonly executionsTime: readonly Metric[]; readonly executionsMbSeconds: readonly Metric[]; readonly buildsSuccess: readonly Metric[]; readonly buildsFailed: readonly Metric[] }
export type UsageProject = { readonly executionsTotal: number; readonly documentsTotal: number; readonly rowsTotal: number; readonly databasesTotal: number; readonly databasesStorageTotal: number; readonly usersTotal: number; readonly filesStorageTotal: number; readonly functionsStorageTotal: number; readonly buildsStorageTotal: number; readonly deploymentsStorageTotal: number; readonly bucketsTotal: number; readonly executionsMbSecondsTotal: number; readonly buildsMbSecondsTotal: number; readonly databasesReadsTotal: number; readonly databasesWritesTotal: number; readonly requests: readonly Metric[]; readonly network: readonly Metric[]; readonly users: readonly Metric[]; readonly executions: readonly Metric[]; readonly executionsBreakdown: readonly MetricBreakdown[]; readonly bucketsBreakdown: readonly MetricBreakdown[]; readonly databasesStorageBreakdown: readonly MetricBreakdown[]; readonly executionsMbSecondsBreakdown: readonly MetricBreakdown[]; readonly buildsMbSecondsBreakdown: readonly MetricBreakdown[]; readonly functionsStorageBreakdown: readonly MetricBreakdown[]; readonly authPhoneTotal: number; readonly authPhoneEstimate: number; readonly authPhoneCountryBreakdown: readonly MetricBreakdown[]; readonly databasesReads: readonly Metric[]; readonly databasesWrites: readonly Metric[]; readonly imageTransformations: readonly Metric[]; readonly imageTransformationsTotal: number }
export type UsageStorage = { readonly range: string; readonly bucketsTotal: number; readonly filesTotal: number; readonly filesStorageTotal: number; readonly buckets: readonly Metric[]; readonly files: readonly Metric[]; readonly storage: readonly Metric[] }
export type UsageTable = { readonly range: string; readonly rowsTotal: number; readonly rows: readonly Metric[] }
export type UsageTraffic = { readonly requestsTotal: number; readonly requests: readonly Metric[]; readonly errorsTotal: number; readonly errors: readonly Metric[]; readonly realtimeTotal: number; readonly realtime: readonly Metric[] }
export type UsageUsers = { readonly range: string; readonly usersTotal: number; readonly sessionsTotal: number; readonly users: readonly Metric[]; readonly sessions: readonly Metric[] }
export type User = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly password?: string | null; readonly hash?: string | null; readonly hashOptions?: Readonly<Record<string, unknown>> | null; readonly registration: string; readonly status: boolean; readonly labels: readonly string[]; readonly passwordUpdate: string; readonly email: string; readonly phone: string; readonly emailVerification: boolean; readonly phoneVerification: boolean; readonly mfa: boolean; readonly prefs: Preferences; readonly targets: readonly Target[]; readonly accessedAt: string }
export type UserList = { readonly total: number; readonly users: readonly User[] }
export type Variable = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly key: string; readonly value: string; readonly secret: boolean; readonly resourceType: string; readonly resourceId: string }
export type VariableList = { readonly total: number; readonly variables: readonly Variable[] }
export type Webhook = { readonly $id: string; readonly $createdAt: string; readonly $updatedAt: string; readonly name: string; readonly url: string; readonly events: readonly string[]; readonly security: boolean; readonly httpUser: string; readonly httpPass: string; readonly signatureKey: string; readonly enabled: boolean; readonly logs: string; readonly attempts: number }
export type WebhookDelivery = { readonly $id: string; readonly $createdAt: string; readonly webhookId: string; readonly event: string; readonly status: 'pending' | 'delivered' | 'failed'; readonly attempts: number; readonly nextAttemptAt: string; readonly finishedAt: string; readonly responseStatus: number; readonly response: string }
export type WebhookDeliveryList = { readonly total: number; readonly deliveries: readonly WebhookDelivery[] }
export type WebhookList = { readonly total: number; readonly webhooks: readonly Webhook[] }

export type Endpoints = {
  'account.create': { params: { userId: string; email: string; password: string; name?: string }; result: Account }
  'account.createAnonymousSession': { params: {}; result: Session }
  'account.createEmailPasswordSession': { params: { email: string; password: string }; result: Session }
  'account.createEmailToken': { params: { userId: string; email: string; phrase?: boolean }; result: Token }
  'account.createEmailVerification': { params: { url: string }; result: Token }
  'account.createJWT': { params: {}; result: Jwt }
  'account.createMagicURLToken': { params: { userId: string; email: string; url?: string; phrase?: boolean }; result: Token }
  'account.createMfaAuthenticator': { params: { type: 'totp' }; result: MfaType }
  'account.createMfaChallenge': { params: { factor: 'email' | 'phone' | 'totp' | 'recoverycode' }; result: MfaChallenge }
  'account.createMfaRecoveryCodes': { params: {}; result: MfaRecoveryCodes }
  'account.createOAuth2Session': { params: { provider: 'amazon' | 'apple' | 'auth0' | 'authentik' | 'autodesk' | 'bitbucket' | 'bitly' | 'box' | 'dailymotion' | 'discord' | 'disqus' | 'dropbox' | 'etsy' | 'facebook' | 'figma' | 'github' | 'gitlab' | 'google' | 'linkedin' | 'microsoft' | 'notion' | 'oidc' | 'okta' | 'paypal' | 'paypalSandbox' | 'podio' | 'salesforce' | 'slack' | 'spotify' | 'stripe' | 'tradeshift' | 'tradeshiftBox' | 'twitch' | 'wordpress' | 'yahoo' | 'yammer' | 'yandex' | 'zoho' | 'zoom' | 'mock'; success?: string; failure?: string; scopes?: readonly string[] }; result: null }
  'account.createOAuth2Token': { params: { provider: 'amazon' | 'apple' | 'auth0' | 'authentik' | 'autodesk' | 'bitbucket' | 'bitly' | 'box' | 'dailymotion' | 'discord' | 'disqus' | 'dropbox' | 'etsy' | 'facebook' | 'figma' | 'github' | 'gitlab' | 'google' | 'linkedin' | 'microsoft' | 'notion' | 'oidc' | 'okta' | 'paypal' | 'paypalSandbox' | 'podio' | 'salesforce' | 'slack' | 'spotify' | 'stripe' | 'tradeshift' | 'tradeshiftBox' | 'twitch' | 'wordpress' | 'yahoo' | 'yammer' | 'yandex' | 'zoho' | 'zoom' | 'mock'; success?: string; failure?: string; scopes?: readonly string[] }; result: null }
  'account.createPasskey': { params: { challengeId: string; name: string; credential: Readonly<Record<string, unknown>> }; result: Passkey }
  'account.createPasskeyOptions': { params: {}; result: PasskeyOptions }
  'account.createPasskeySession': { params: { challengeId: string; credential: Readonly<Record<string, unknown>> }; result: Session }
  'account.createPasskeySessionOptions': { params: {}; result: PasskeyOptions }
  'account.createPhoneToken': { params: { userId: string; phone: string }; result: Token }
  'account.createPhoneVerification': { params: {}; result: Token }
  'account.createPushTarget': { params: { targetId: string; identifier: string; providerId?: string }; result: Target }
  'account.createRecovery': { params: { email: string; url: string }; result: Token }
  'account.createSession': { params: { userId: string; secret: string }; result: Session }
  'account.delete': { params: {}; result: null }
  'account.deleteIdentity': { params: { identityId: string }; result: null }
  'account.deleteMfaAuthenticator': { params: { type: 'totp' }; result: Account }
  'account.deletePasskey': { params: { passkeyId: string }; result: Passkey }
  'account.deletePushTarget': { params: { targetId: string }; result: null }
  'account.deleteSession': { params: { sessionId: string }; result: null }
  'account.deleteSessions': { params: {}; result: null }
  'account.get': { params: {}; result: Account }
  'account.getMfaRecoveryCodes': { params: {}; result: MfaRecoveryCodes }
  'account.getPrefs': { params: {}; result: Preferences }
  'account.getSession': { params: { sessionId: string }; result: Session }
  'account.listIdentities': { params: { queries?: readonly string[]; total?: boolean }; result: IdentityList }
  'account.listLogs': { params: { queries?: readonly string[]; total?: boolean }; result: LogList }
  'account.listMfaFactors': { params: {}; result: MfaFactors }
  'account.listPasskeys': { params: {}; result: PasskeyList }
  'account.listSessions': { params: {}; result: SessionList }
  'account.updateEmail': { params: { email: string; password: string }; result: Account }
  'account.updateEmailVerification': { params: { userId: string; secret: string }; result: Token }
  'account.updateMFA': { params: { mfa: boolean }; result: Account }
  'account.updateMagicURLSession': { params: { userId: string; secret: string }; result: Session }
  'account.updateMfaAuthenticator': { params: { type: 'totp'; otp: string }; result: Account }
  'account.updateMfaChallenge': { params: { challengeId: string; otp: string }; result: Session }
  'account.updateMfaRecoveryCodes': { params: {}; result: MfaRecoveryCodes }
  'account.updateName': { params: { name: string }; result: Account }
  'account.updatePassword': { params: { password: string; oldPassword?: string }; result: Account }
  'account.updatePhone': { params: { phone: string; password: string }; result: Account }
  'account.updatePhoneSession': { params: { userId: string; secret: string }; result: Session }
  'account.updatePhoneVerification': { params: { userId: string; secret: string }; result: Token }
  'account.updatePrefs': { params: { prefs: Readonly<Record<string, unknown>> }; result: Account }
  'account.updatePushTarget': { params: { targetId: string; identifier: string }; result: Target }
  'account.updateRecovery': { params: { userId: string; secret: string; password: string }; result: Token }
  'account.updateSession': { params: { sessionId: string }; result: Session }
  'account.updateStatus': { params: {}; result: Account }
  'avatars.getBrowser': { params: { code: 'aa' | 'an' | 'ch' | 'ci' | 'cm' | 'cr' | 'ff' | 'sf' | 'mf' | 'ps' | 'oi' | 'om' | 'op' | 'on'; width?: number; height?: number; quality?: number }; result: null }
  'avatars.getCreditCard': { params: { code: 'amex' | 'argencard' | 'cabal' | 'cencosud' | 'diners' | 'discover' | 'elo' | 'hipercard' | 'jcb' | 'mastercard' | 'naranja' | 'targeta-shopping' | 'unionpay' | 'visa' | 'mir' | 'maestro' | 'rupay'; width?: number; height?: number; quality?: number }; result: null }
  'avatars.getFavicon': { params: { url: string }; result: null }
  'avatars.getFlag': { params: { code: 'af' | 'ao' | 'al' | 'ad' | 'ae' | 'ar' | 'am' | 'ag' | 'au' | 'at' | 'az' | 'bi' | 'be' | 'bj' | 'bf' | 'bd' | 'bg' | 'bh' | 'bs' | 'ba' | 'by' | 'bz' | 'bo' | 'br' | 'bb' | 'bn' | 'bt' | 'bw' | 'cf' | 'ca' | 'ch' | 'cl' | 'cn' | 'ci' | 'cm' | 'cd' | 'cg' | 'co' | 'km' | 'cv' | 'cr' | 'cu' | 'cy' | 'cz' | 'de' | 'dj' | 'dm' | 'dk' | 'do' | 'dz' | 'ec' | 'eg' | 'er' | 'es' | 'ee' | 'et' | 'fi' | 'fj' | 'fr' | 'fm' | 'ga' | 'gb' | 'ge' | 'gh' | 'gn' | 'gm' | 'gw' | 'gq' | 'gr' | 'gd' | 'gt' | 'gy' | 'hn' | 'hr' | 'ht' | 'hu' | 'id' | 'in' | 'ie' | 'ir' | 'iq' | 'is' | 'il' | 'it' | 'jm' | 'jo' | 'jp' | 'kz' | 'ke' | 'kg' | 'kh' | 'ki' | 'kn' | 'kr' | 'kw' | 'la' | 'lb' | 'lr' | 'ly' | 'lc' | 'li' | 'lk' | 'ls' | 'lt' | 'lu' | 'lv' | 'ma' | 'mc' | 'md' | 'mg' | 'mv' | 'mx' | 'mh' | 'mk' | 'ml' | 'mt' | 'mm' | 'me' | 'mn' | 'mz' | 'mr' | 'mu' | 'mw' | 'my' | 'na' | 'ne' | 'ng' | 'ni' | 'nl' | 'no' | 'np' | 'nr' | 'nz' | 'om' | 'pk' | 'pa' | 'pe' | 'ph' | 'pw' | 'pg' | 'pl' | 'pf' | 'kp' | 'pt' | 'py' | 'qa' | 'ro' | 'ru' | 'rw' | 'sa' | 'sd' | 'sn' | 'sg' | 'sb' | 'sl' | 'sv' | 'sm' | 'so' | 'rs' | 'ss' | 'st' | 'sr' | 'sk' | 'si' | 'se' | 'sz' | 'sc' | 'sy' | 'td' | 'tg' | 'th' | 'tj' | 'tm' | 'tl' | 'to' | 'tt' | 'tn' | 'tr' | 'tv' | 'tz' | 'ug' | 'ua' | 'uy' | 'us' | 'uz' | 'va' | 'vc' | 've' | 'vn' | 'vu' | 'ws' | 'ye' | 'za' | 'zm' | 'zw'; width?: number; height?: number; quality?: number }; result: null }
  'avatars.getImage': { params: { url: string; width?: number; height?: number }; result: null }
  'avatars.getInitials': { params: { name?: string; width?: number; height?: number; background?: string }; result: null }
  'avatars.getQR': { params: { text: string; size?: number; margin?: number; download?: boolean }; result: null }
  'avatars.getScreenshot': { params: { url: string; headers?: Readonly<Record<string, unknown>>; viewportWidth?: number; viewportHeight?: number; scale?: number; theme?: 'light' | 'dark'; userAgent?: string; fullpage?: boolean; locale?: string; timezone?: 'africa/abidjan' | 'africa/accra' | 'africa/addis_ababa' | 'africa/algiers' | 'africa/asmara' | 'africa/bamako' | 'africa/bangui' | 'africa/banjul' | 'africa/bissau' | 'africa/blantyre' | 'africa/brazzaville' | 'africa/bujumbura' | 'africa/cairo' | 'africa/casablanca' | 'africa/ceuta' | 'africa/conakry' | 'africa/dakar' | 'africa/dar_es_salaam' | 'africa/djibouti' | 'africa/douala' | 'africa/el_aaiun' | 'africa/freetown' | 'africa/gaborone' | 'africa/harare' | 'africa/johannesburg' | 'africa/juba' | 'africa/kampala' | 'africa/khartoum' | 'africa/kigali' | 'africa/kinshasa' | 'africa/lagos' | 'africa/libreville' | 'africa/lome' | 'africa/luanda' | 'africa/lubumbashi' | 'africa/lusaka' | 'africa/malabo' | 'africa/maputo' | 'africa/maseru' | 'africa/mbabane' | 'africa/mogadishu' | 'africa/monrovia' | 'africa/nairobi' | 'africa/ndjamena' | 'africa/niamey' | 'africa/nouakchott' | 'africa/ouagadougou' | 'africa/porto-novo' | 'africa/sao_tome' | 'africa/tripoli' | 'africa/tunis' | 'africa/windhoek' | 'america/adak' | 'america/anchorage' | 'america/anguilla' | 'america/antigua' | 'america/araguaina' | 'america/argentina/buenos_aires' | 'america/argentina/catamarca' | 'america/argentina/cordoba' | 'america/argentina/jujuy' | 'america/argentina/la_rioja' | 'america/argentina/mendoza' | 'america/argentina/rio_gallegos' | 'america/argentina/salta' | 'america/argentina/san_juan' | 'america/argentina/san_luis' | 'america/argentina/tucuman' | 'america/argentina/ushuaia' | 'america/aruba' | 'america/asuncion' | 'america/atikokan' | 'america/bahia' | 'america/bahia_banderas' | 'america/barbados' | 'america/belem' | 'america/belize' | 'america/blanc-sablon' | 'america/boa_vista' | 'america/bogota' | 'america/boise' | 'america/cambridge_bay' | 'america/campo_grande' | 'america/cancun' | 'america/caracas' | 'america/cayenne' | 'america/cayman' | 'america/chicago' | 'america/chihuahua' | 'america/ciudad_juarez' | 'america/costa_rica' | 'america/coyhaique' | 'america/creston' | 'america/cuiaba' | 'america/curacao' | 'america/danmarkshavn' | 'america/dawson' | 'america/dawson_creek' | 'america/denver' | 'america/detroit' | 'america/dominica' | 'america/edmonton' | 'america/eirunepe' | 'america/el_salvador' | 'america/fort_nelson' | 'america/fortaleza' | 'america/glace_bay' | 'america/goose_bay' | 'america/grand_turk' | 'america/grenada' | 'america/guadeloupe' | 'america/guatemala' | 'america/guayaquil' | 'america/guyana' | 'america/halifax' | 'america/havana' | 'america/hermosillo' | 'america/indiana/indianapolis' | 'america/indiana/knox' | 'america/indiana/marengo' | 'america/indiana/petersburg' | 'america/indiana/tell_city' | 'america/indiana/vevay' | 'america/indiana/vincennes' | 'america/indiana/winamac' | 'america/inuvik' | 'america/iqaluit' | 'america/jamaica' | 'america/juneau' | 'america/kentucky/louisville' | 'america/kentucky/monticello' | 'america/kralendijk' | 'america/la_paz' | 'america/lima' | 'america/los_angeles' | 'america/lower_princes' | 'america/maceio' | 'america/managua' | 'america/manaus' | 'america/marigot' | 'america/martinique' | 'america/matamoros' | 'america/mazatlan' | 'america/menominee' | 'america/merida' | 'america/metlakatla' | 'america/mexico_city' | 'america/miquelon' | 'america/moncton' | 'america/monterrey' | 'america/montevideo' | 'america/montserrat' | 'america/nassau' | 'america/new_york' | 'america/nome' | 'america/noronha' | 'america/north_dakota/beulah' | 'america/north_dakota/center' | 'america/north_dakota/new_salem' | 'america/nuuk' | 'america/ojinaga' | 'america/panama' | 'america/paramaribo' | 'america/phoenix' | 'america/port-au-prince' | 'america/port_of_spain' | 'america/porto_velho' | 'america/puerto_rico' | 'america/punta_arenas' | 'america/rankin_inlet' | 'america/recife' | 'america/regina' | 'america/resolute' | 'america/rio_branco' | 'america/santarem' | 'america/santiago' | 'america/santo_domingo' | 'america/sao_paulo' | 'america/scoresbysund' | 'america/sitka' | 'america/st_barthelemy' | 'america/st_johns' | 'america/st_kitts' | 'america/st_lucia' | 'america/st_thomas' | 'america/st_vincent' | 'america/swift_current' | 'america/tegucigalpa' | 'america/thule' | 'america/tijuana' | 'america/toronto' | 'america/tortola' | 'america/vancouver' | 'america/whitehorse' | 'america/winnipeg' | 'america/yakutat' | 'antarctica/casey' | 'antarctica/davis' | 'antarctica/dumontdurville' | 'antarctica/macquarie' | 'antarctica/mawson' | 'antarctica/mcmurdo' | 'antarctica/palmer' | 'antarctica/rothera' | 'antarctica/syowa' | 'antarctica/troll' | 'antarctica/vostok' | 'arctic/longyearbyen' | 'asia/aden' | 'asia/almaty' | 'asia/amman' | 'asia/anadyr' | 'asia/aqtau' | 'asia/aqtobe' | 'asia/ashgabat' | 'asia/atyrau' | 'asia/baghdad' | 'asia/bahrain' | 'asia/baku' | 'asia/bangkok' | 'asia/barnaul' | 'asia/beirut' | 'asia/bishkek' | 'asia/brunei' | 'asia/chita' | 'asia/colombo' | 'asia/damascus' | 'asia/dhaka' | 'asia/dili' | 'asia/dubai' | 'asia/dushanbe' | 'asia/famagusta' | 'asia/gaza' | 'asia/hebron' | 'asia/ho_chi_minh' | 'asia/hong_kong' | 'asia/hovd' | 'asia/irkutsk' | 'asia/jakarta' | 'asia/jayapura' | 'asia/jerusalem' | 'asia/kabul' | 'asia/kamchatka' | 'asia/karachi' | 'asia/kathmandu' | 'asia/khandyga' | 'asia/kolkata' | 'asia/krasnoyarsk' | 'asia/kuala_lumpur' | 'asia/kuching' | 'asia/kuwait' | 'asia/macau' | 'asia/magadan' | 'asia/makassar' | 'asia/manila' | 'asia/muscat' | 'asia/nicosia' | 'asia/novokuznetsk' | 'asia/novosibirsk' | 'asia/omsk' | 'asia/oral' | 'asia/phnom_penh' | 'asia/pontianak' | 'asia/pyongyang' | 'asia/qatar' | 'asia/qostanay' | 'asia/qyzylorda' | 'asia/riyadh' | 'asia/sakhalin' | 'asia/samarkand' | 'asia/seoul' | 'asia/shanghai' | 'asia/singapore' | 'asia/srednekolymsk' | 'asia/taipei' | 'asia/tashkent' | 'asia/tbilisi' | 'asia/tehran' | 'asia/thimphu' | 'asia/tokyo' | 'asia/tomsk' | 'asia/ulaanbaatar' | 'asia/urumqi' | 'asia/ust-nera' | 'asia/vientiane' | 'asia/vladivostok' | 'asia/yakutsk' | 'asia/yangon' | 'asia/yekaterinburg' | 'asia/yerevan' | 'atlantic/azores' | 'atlantic/bermuda' | 'atlantic/canary' | 'atlantic/cape_verde' | 'atlantic/faroe' | 'atlantic/madeira' | 'atlantic/reykjavik' | 'atlantic/south_georgia' | 'atlantic/st_helena' | 'atlantic/stanley' | 'australia/adelaide' | 'australia/brisbane' | 'australia/broken_hill' | 'australia/darwin' | 'australia/eucla' | 'australia/hobart' | 'australia/lindeman' | 'australia/lord_howe' | 'australia/melbourne' | 'australia/perth' | 'australia/sydney' | 'europe/amsterdam' | 'europe/andorra' | 'europe/astrakhan' | 'europe/athens' | 'europe/belgrade' | 'europe/berlin' | 'europe/bratislava' | 'europe/brussels' | 'europe/bucharest' | 'europe/budapest' | 'europe/busingen' | 'europe/chisinau' | 'europe/copenhagen' | 'europe/dublin' | 'europe/gibraltar' | 'europe/guernsey' | 'europe/helsinki' | 'europe/isle_of_man' | 'europe/istanbul' | 'europe/jersey' | 'europe/kaliningrad' | 'europe/kirov' | 'europe/kyiv' | 'europe/lisbon' | 'europe/ljubljana' | 'europe/london' | 'europe/luxembourg' | 'europe/madrid' | 'europe/malta' | 'europe/mariehamn' | 'europe/minsk' | 'europe/monaco' | 'europe/moscow' | 'europe/oslo' | 'europe/paris' | 'europe/podgorica' | 'europe/prague' | 'europe/riga' | 'europe/rome' | 'europe/samara' | 'europe/san_marino' | 'europe/sarajevo' | 'europe/saratov' | 'europe/simferopol' | 'europe/skopje' | 'europe/sofia' | 'europe/stockholm' | 'europe/tallinn' | 'europe/tirane' | 'europe/ulyanovsk' | 'europe/vaduz' | 'europe/vatican' | 'europe/vienna' | 'europe/vilnius' | 'europe/volgograd' | 'europe/warsaw' | 'europe/zagreb' | 'europe/zurich' | 'indian/antananarivo' | 'indian/chagos' | 'indian/christmas' | 'indian/cocos' | 'indian/comoro' | 'indian/kerguelen' | 'indian/mahe' | 'indian/maldives' | 'indian/mauritius' | 'indian/mayotte' | 'indian/reunion' | 'pacific/apia' | 'pacific/auckland' | 'pacific/bougainville' | 'pacific/chatham' | 'pacific/chuuk' | 'pacific/easter' | 'pacific/efate' | 'pacific/fakaofo' | 'pacific/fiji' | 'pacific/funafuti' | 'pacific/galapagos' | 'pacific/gambier' | 'pacific/guadalcanal' | 'pacific/guam' | 'pacific/honolulu' | 'pacific/kanton' | 'pacific/kiritimati' | 'pacific/kosrae' | 'pacific/kwajalein' | 'pacific/majuro' | 'pacific/marquesas' | 'pacific/midway' | 'pacific/nauru' | 'pacific/niue' | 'pacific/norfolk' | 'pacific/noumea' | 'pacific/pago_pago' | 'pacific/palau' | 'pacific/pitcairn' | 'pacific/pohnpei' | 'pacific/port_moresby' | 'pacific/rarotonga' | 'pacific/saipan' | 'pacific/tahiti' | 'pacific/tarawa' | 'pacific/tongatapu' | 'pacific/wake' | 'pacific/wallis' | 'utc'; latitude?: number; longitude?: number; accuracy?: number; touch?: boolean; permissions?: readonly ('geolocation' | 'camera' | 'microphone' | 'notifications' | 'midi' | 'push' | 'clipboard-read' | 'clipboard-write' | 'payment-handler' | 'usb' | 'bluetooth' | 'accelerometer' | 'gyroscope' | 'magnetometer' | 'ambient-light-sensor' | 'background-sync' | 'persistent-storage' | 'screen-wake-lock' | 'web-share' | 'xr-spatial-tracking')[]; sleep?: number; width?: number; height?: number; quality?: number; output?: 'jpg' | 'jpeg' | 'png' | 'webp' | 'heic' | 'avif' | 'gif' }; result: null }
  'console.getResource': { params: { value: string; type: 'rules' }; result: null }
  'console.variables': { params: {}; result: ConsoleVariables }
  'databases.create': { params: { databaseId: string; name: string; enabled?: boolean }; result: Database }
  'databases.createBooleanAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: boolean | null; array?: boolean }; result: AttributeBoolean }
  'databases.createCollection': { params: { databaseId: string; collectionId: string; name: string; permissions?: readonly string[] | null; documentSecurity?: boolean; enabled?: boolean }; result: Collection }
  'databases.createDatetimeAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: string | null; array?: boolean }; result: AttributeDatetime }
  'databases.createDocument': { params: { databaseId: string; collectionId: string; documentId?: string; data?: Readonly<Record<string, unknown>>; permissions?: readonly string[] | null; documents?: readonly Readonly<Record<string, unknown>>[]; transactionId?: string | null }; result: Document }
  'databases.createEmailAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: string | null; array?: boolean }; result: AttributeEmail }
  'databases.createEnumAttribute': { params: { databaseId: string; collectionId: string; key: string; elements: readonly string[]; required: boolean; default?: string | null; array?: boolean }; result: AttributeEnum }
  'databases.createFloatAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; min?: number | null; max?: number | null; default?: number | null; array?: boolean }; result: AttributeFloat }
  'databases.createIndex': { params: { databaseId: string; collectionId: string; key: string; type: 'key' | 'fulltext' | 'unique' | 'spatial'; attributes: readonly string[]; orders?: readonly string[]; lengths?: readonly number[] }; result: Index }
  'databases.createIntegerAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; min?: number | null; max?: number | null; default?: number | null; array?: boolean }; result: AttributeInteger }
  'databases.createIpAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: string | null; array?: boolean }; result: AttributeIp }
  'databases.createLineAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: readonly unknown[] | null }; result: AttributeLine }
  'databases.createOperations': { params: { transactionId: string; operations?: readonly Readonly<Record<string, unknown>>[] }; result: Transaction }
  'databases.createPointAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: readonly unknown[] | null }; result: AttributePoint }
  'databases.createPolygonAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: readonly unknown[] | null }; result: AttributePolygon }
  'databases.createRelationshipAttribute': { params: { databaseId: string; collectionId: string; relatedCollectionId: string; type: 'oneToOne' | 'manyToOne' | 'manyToMany' | 'oneToMany'; twoWay?: boolean; key?: string | null; twoWayKey?: string | null; onDelete?: 'cascade' | 'restrict' | 'setNull' }; result: AttributeRelationship }
  'databases.createStringAttribute': { params: { databaseId: string; collectionId: string; key: string; size: number; required: boolean; default?: string | null; array?: boolean; encrypt?: boolean }; result: AttributeString }
  'databases.createTransaction': { params: { ttl?: number }; result: Transaction }
  'databases.createUrlAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: string | null; array?: boolean }; result: AttributeUrl }
  'databases.decrementDocumentAttribute': { params: { databaseId: string; collectionId: string; documentId: string; attribute: string; value?: number; min?: number | null; transactionId?: string | null }; result: Document }
  'databases.delete': { params: { databaseId: string }; result: Database }
  'databases.deleteAttribute': { params: { databaseId: string; collectionId: string; key: string }; result: Attribute }
  'databases.deleteCollection': { params: { databaseId: string; collectionId: string }; result: Collection }
  'databases.deleteDocument': { params: { databaseId: string; collectionId: string; documentId: string; transactionId?: string | null }; result: null }
  'databases.deleteDocuments': { params: { databaseId: string; collectionId: string; queries?: readonly string[]; transactionId?: string | null }; result: DocumentList }
  'databases.deleteIndex': { params: { databaseId: string; collectionId: string; key: string }; result: Index }
  'databases.deleteTransaction': { params: { transactionId: string }; result: null }
  'databases.get': { params: { databaseId: string }; result: Database }
  'databases.getAttribute': { params: { databaseId: string; collectionId: string; key: string }; result: AttributeBoolean | AttributeInteger | AttributeFloat | AttributeEmail | AttributeEnum | AttributeUrl | AttributeIp | AttributeDatetime | AttributeRelationship | AttributePoint | AttributeLine | AttributePolygon | AttributeString }
  'databases.getCollection': { params: { databaseId: string; collectionId: string }; result: Collection }
  'databases.getCollectionUsage': { params: { databaseId: string; range?: '24h' | '30d' | '90d'; collectionId: string }; result: UsageCollection }
  'databases.getDocument': { params: { databaseId: string; collectionId: string; documentId: string; queries?: readonly string[]; transactionId?: string | null }; result: Document }
  'databases.getIndex': { params: { databaseId: string; collectionId: string; key: string }; result: Index }
  'databases.getTransaction': { params: { transactionId: string }; result: Transaction }
  'databases.getUsage': { params: { databaseId: string; range?: '24h' | '30d' | '90d' }; result: UsageDatabase }
  'databases.incrementDocumentAttribute': { params: { databaseId: string; collectionId: string; documentId: string; attribute: string; value?: number; max?: number | null; transactionId?: string | null }; result: Document }
  'databases.list': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: DatabaseList }
  'databases.listAttributes': { params: { databaseId: string; collectionId: string; queries?: readonly string[]; total?: boolean }; result: AttributeList }
  'databases.listCollectionLogs': { params: { databaseId: string; collectionId: string; queries?: readonly string[] }; result: LogList }
  'databases.listCollections': { params: { databaseId: string; queries?: readonly string[]; search?: string; total?: boolean }; result: CollectionList }
  'databases.listDocumentLogs': { params: { databaseId: string; collectionId: string; documentId: string; queries?: readonly string[] }; result: LogList }
  'databases.listDocuments': { params: { databaseId: string; collectionId: string; queries?: readonly string[]; transactionId?: string | null; total?: boolean }; result: DocumentList }
  'databases.listIndexes': { params: { databaseId: string; collectionId: string; queries?: readonly string[]; total?: boolean }; result: IndexList }
  'databases.listLogs': { params: { databaseId: string; queries?: readonly string[] }; result: LogList }
  'databases.listTransactions': { params: { queries?: readonly string[] }; result: TransactionList }
  'databases.listUsage': { params: { range?: '24h' | '30d' | '90d' }; result: UsageDatabases }
  'databases.update': { params: { databaseId: string; name: string; enabled?: boolean }; result: Database }
  'databases.updateBooleanAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default: boolean | null; newKey?: string | null }; result: AttributeBoolean }
  'databases.updateCollection': { params: { databaseId: string; collectionId: string; name: string; permissions?: readonly string[] | null; documentSecurity?: boolean; enabled?: boolean }; result: Collection }
  'databases.updateDatetimeAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default: string | null; newKey?: string | null }; result: AttributeDatetime }
  'databases.updateDocument': { params: { databaseId: string; collectionId: string; documentId: string; data?: Readonly<Record<string, unknown>>; permissions?: readonly string[] | null; transactionId?: string | null }; result: Document }
  'databases.updateDocuments': { params: { databaseId: string; collectionId: string; data?: Readonly<Record<string, unknown>>; queries?: readonly string[]; transactionId?: string | null }; result: DocumentList }
  'databases.updateEmailAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default: string | null; newKey?: string | null }; result: AttributeEmail }
  'databases.updateEnumAttribute': { params: { databaseId: string; collectionId: string; key: string; elements: readonly string[]; required: boolean; default: string | null; newKey?: string | null }; result: AttributeEnum }
  'databases.updateFloatAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; min?: number | null; max?: number | null; default: number | null; newKey?: string | null }; result: AttributeFloat }
  'databases.updateIntegerAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; min?: number | null; max?: number | null; default: number | null; newKey?: string | null }; result: AttributeInteger }
  'databases.updateIpAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default: string | null; newKey?: string | null }; result: AttributeIp }
  'databases.updateLineAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: readonly unknown[] | null; newKey?: string | null }; result: AttributeLine }
  'databases.updatePointAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: readonly unknown[] | null; newKey?: string | null }; result: AttributePoint }
  'databases.updatePolygonAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default?: readonly unknown[] | null; newKey?: string | null }; result: AttributePolygon }
  'databases.updateRelationshipAttribute': { params: { databaseId: string; collectionId: string; key: string; onDelete?: 'cascade' | 'restrict' | 'setNull'; newKey?: string | null }; result: AttributeRelationship }
  'databases.updateStringAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default: string | null; size?: number | null; newKey?: string | null }; result: AttributeString }
  'databases.updateTransaction': { params: { transactionId: string; commit?: boolean; rollback?: boolean }; result: Transaction }
  'databases.updateUrlAttribute': { params: { databaseId: string; collectionId: string; key: string; required: boolean; default: string | null; newKey?: string | null }; result: AttributeUrl }
  'databases.upsertDocument': { params: { databaseId: string; collectionId: string; documentId: string; data: Readonly<Record<string, unknown>>; permissions?: readonly string[] | null; transactionId?: string | null }; result: Document }
  'databases.upsertDocuments': { params: { databaseId: string; collectionId: string; documents: readonly Readonly<Record<string, unknown>>[]; transactionId?: string | null }; result: DocumentList }
  'functions.create': { params: { functionId: string; name: string; runtime: 'node-14.5' | 'node-16.0' | 'node-18.0' | 'node-19.0' | 'node-20.0' | 'node-21.0' | 'node-22' | 'php-8.0' | 'php-8.1' | 'php-8.2' | 'php-8.3' | 'ruby-3.0' | 'ruby-3.1' | 'ruby-3.2' | 'ruby-3.3' | 'python-3.8' | 'python-3.9' | 'python-3.10' | 'python-3.11' | 'python-3.12' | 'python-ml-3.11' | 'python-ml-3.12' | 'deno-1.21' | 'deno-1.24' | 'deno-1.35' | 'deno-1.40' | 'deno-1.46' | 'deno-2.0' | 'dart-2.15' | 'dart-2.16' | 'dart-2.17' | 'dart-2.18' | 'dart-2.19' | 'dart-3.0' | 'dart-3.1' | 'dart-3.3' | 'dart-3.5' | 'dart-3.8' | 'dart-3.9' | 'dotnet-6.0' | 'dotnet-7.0' | 'dotnet-8.0' | 'java-8.0' | 'java-11.0' | 'java-17.0' | 'java-18.0' | 'java-21.0' | 'java-22' | 'swift-5.5' | 'swift-5.8' | 'swift-5.9' | 'swift-5.10' | 'kotlin-1.6' | 'kotlin-1.8' | 'kotlin-1.9' | 'kotlin-2.0' | 'cpp-17' | 'cpp-20' | 'bun-1.0' | 'bun-1.1' | 'go-1.23' | 'static-1' | 'flutter-3.24' | 'flutter-3.27' | 'flutter-3.29' | 'flutter-3.32' | 'flutter-3.35'; execute?: readonly string[]; events?: readonly string[]; schedule?: string; timeout?: number; enabled?: boolean; logging?: boolean; entrypoint?: string; commands?: string; scopes?: readonly ('assistant.read' | 'attributes.read' | 'attributes.write' | 'avatars.read' | 'buckets.read' | 'buckets.write' | 'collections.read' | 'collections.write' | 'columns.read' | 'columns.write' | 'databases.read' | 'databases.write' | 'documents.read' | 'documents.write' | 'execution.read' | 'execution.write' | 'files.read' | 'files.write' | 'functions.read' | 'functions.write' | 'health.read' | 'indexes.read' | 'indexes.write' | 'locale.read' | 'log.read' | 'log.write' | 'messages.read' | 'messages.write' | 'migrations.read' | 'migrations.write' | 'providers.read' | 'providers.write' | 'rows.read' | 'rows.write' | 'rules.read' | 'rules.write' | 'sessions.write' | 'sites.read' | 'sites.write' | 'subscribers.read' | 'subscribers.write' | 'tables.read' | 'tables.write' | 'targets.read' | 'targets.write' | 'teams.read' | 'teams.write' | 'tokens.read' | 'tokens.write' | 'topics.read' | 'topics.write' | 'users.read' | 'users.write' | 'vcs.read' | 'vcs.write')[]; installationId?: string; providerRepositoryId?: string; providerBranch?: string; providerSilentMode?: boolean; providerRootDirectory?: string; specification?: 's-0.5vcpu-512mb' | 's-1vcpu-512mb' | 's-1vcpu-1gb' | 's-2vcpu-2gb' | 's-2vcpu-4gb' | 's-4vcpu-4gb' | 's-4vcpu-8gb' | 's-8vcpu-4gb' | 's-8vcpu-8gb'; templateRepository?: string; templateOwner?: string; templateRootDirectory?: string; templateVersion?: string }; result: Function }
  'functions.createDeployment': { params: { functionId: string; entrypoint?: string | null; commands?: string | null; code: string; activate: boolean }; result: Deployment }
  'functions.createDuplicateDeployment': { params: { functionId: string; deploymentId: string; buildId?: string }; result: Deployment }
  'functions.createExecution': { params: { functionId: string; body?: string; async?: boolean; path?: string; method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'HEAD'; headers?: Readonly<Record<string, unknown>>; scheduledAt?: string | null }; result: Execution }
  'functions.createTemplateDeployment': { params: { functionId: string; repository: string; owner: string; rootDirectory: string; type: 'commit' | 'branch' | 'tag'; reference: string; activate?: boolean }; result: Deployment }
  'functions.createVariable': { params: { functionId: string; key: string; value: string; secret?: boolean }; result: Variable }
  'functions.createVcsDeployment': { params: { functionId: string; type: 'branch' | 'commit'; reference: string; activate?: boolean }; result: Deployment }
  'functions.delete': { params: { functionId: string }; result: Function }
  'functions.deleteDeployment': { params: { functionId: string; deploymentId: string }; result: Deployment }
  'functions.deleteExecution': { params: { functionId: string; executionId: string }; result: Execution }
  'functions.deleteVariable': { params: { functionId: string; variableId: string }; result: null }
  'functions.get': { params: { functionId: string }; result: Function }
  'functions.getDeployment': { params: { functionId: string; deploymentId: string }; result: Deployment }
  'functions.getDeploymentDownload': { params: { functionId: string; deploymentId: string; type?: 'source' | 'output' }; result: null }
  'functions.getExecution': { params: { functionId: string; executionId: string }; result: Execution }
  'functions.getTemplate': { params: { templateId: string }; result: TemplateFunction }
  'functions.getUsage': { params: { functionId: string; range?: '24h' | '30d' | '90d' }; result: UsageFunction }
  'functions.getVariable': { params: { functionId: string; variableId: string }; result: Variable }
  'functions.list': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: FunctionList }
  'functions.listDeadExecutions': { params: { functionId: string; queries?: readonly string[]; total?: boolean }; result: ExecutionList }
  'functions.listDeployments': { params: { functionId: string; queries?: readonly string[]; search?: string; total?: boolean }; result: DeploymentList }
  'functions.listExecutions': { params: { functionId: string; queries?: readonly string[]; total?: boolean }; result: ExecutionList }
  'functions.listRuntimes': { params: {}; result: RuntimeList }
  'functions.listSpecifications': { params: {}; result: SpecificationList }
  'functions.listTemplates': { params: { runtimes?: readonly ('node-14.5' | 'node-16.0' | 'node-18.0' | 'node-19.0' | 'node-20.0' | 'node-21.0' | 'node-22' | 'php-8.0' | 'php-8.1' | 'php-8.2' | 'php-8.3' | 'ruby-3.0' | 'ruby-3.1' | 'ruby-3.2' | 'ruby-3.3' | 'python-3.8' | 'python-3.9' | 'python-3.10' | 'python-3.11' | 'python-3.12' | 'python-ml-3.11' | 'python-ml-3.12' | 'deno-1.21' | 'deno-1.24' | 'deno-1.35' | 'deno-1.40' | 'deno-1.46' | 'deno-2.0' | 'dart-2.15' | 'dart-2.16' | 'dart-2.17' | 'dart-2.18' | 'dart-2.19' | 'dart-3.0' | 'dart-3.1' | 'dart-3.3' | 'dart-3.5' | 'dart-3.8' | 'dart-3.9' | 'dotnet-6.0' | 'dotnet-7.0' | 'dotnet-8.0' | 'java-8.0' | 'java-11.0' | 'java-17.0' | 'java-18.0' | 'java-21.0' | 'java-22' | 'swift-5.5' | 'swift-5.8' | 'swift-5.9' | 'swift-5.10' | 'kotlin-1.6' | 'kotlin-1.8' | 'kotlin-1.9' | 'kotlin-2.0' | 'cpp-17' | 'cpp-20' | 'bun-1.0' | 'bun-1.1' | 'go-1.23' | 'static-1' | 'flutter-3.24' | 'flutter-3.27' | 'flutter-3.29' | 'flutter-3.32' | 'flutter-3.35')[]; useCases?: readonly ('dev-tools' | 'starter' | 'databases' | 'ai' | 'messaging' | 'utilities')[]; limit?: number; offset?: number; total?: boolean }; result: TemplateFunctionList }
  'functions.listUsage': { params: { range?: '24h' | '30d' | '90d' }; result: UsageFunctions }
  'functions.listVariables': { params: { functionId: string }; result: VariableList }
  'functions.retryExecution': { params: { functionId: string; executionId: string }; result: Execution }
  'functions.update': { params: { functionId: string; name: string; runtime?: 'node-14.5' | 'node-16.0' | 'node-18.0' | 'node-19.0' | 'node-20.0' | 'node-21.0' | 'node-22' | 'php-8.0' | 'php-8.1' | 'php-8.2' | 'php-8.3' | 'ruby-3.0' | 'ruby-3.1' | 'ruby-3.2' | 'ruby-3.3' | 'python-3.8' | 'python-3.9' | 'python-3.10' | 'python-3.11' | 'python-3.12' | 'python-ml-3.11' | 'python-ml-3.12' | 'deno-1.21' | 'deno-1.24' | 'deno-1.35' | 'deno-1.40' | 'deno-1.46' | 'deno-2.0' | 'dart-2.15' | 'dart-2.16' | 'dart-2.17' | 'dart-2.18' | 'dart-2.19' | 'dart-3.0' | 'dart-3.1' | 'dart-3.3' | 'dart-3.5' | 'dart-3.8' | 'dart-3.9' | 'dotnet-6.0' | 'dotnet-7.0' | 'dotnet-8.0' | 'java-8.0' | 'java-11.0' | 'java-17.0' | 'java-18.0' | 'java-21.0' | 'java-22' | 'swift-5.5' | 'swift-5.8' | 'swift-5.9' | 'swift-5.10' | 'kotlin-1.6' | 'kotlin-1.8' | 'kotlin-1.9' | 'kotlin-2.0' | 'cpp-17' | 'cpp-20' | 'bun-1.0' | 'bun-1.1' | 'go-1.23' | 'static-1' | 'flutter-3.24' | 'flutter-3.27' | 'flutter-3.29' | 'flutter-3.32' | 'flutter-3.35'; execute?: readonly string[]; events?: readonly string[]; schedule?: string; timeout?: number; enabled?: boolean; logging?: boolean; entrypoint?: string; commands?: string; scopes?: readonly ('assistant.read' | 'attributes.read' | 'attributes.write' | 'avatars.read' | 'buckets.read' | 'buckets.write' | 'collections.read' | 'collections.write' | 'columns.read' | 'columns.write' | 'databases.read' | 'databases.write' | 'documents.read' | 'documents.write' | 'execution.read' | 'execution.write' | 'files.read' | 'files.write' | 'functions.read' | 'functions.write' | 'health.read' | 'indexes.read' | 'indexes.write' | 'locale.read' | 'log.read' | 'log.write' | 'messages.read' | 'messages.write' | 'migrations.read' | 'migrations.write' | 'providers.read' | 'providers.write' | 'rows.read' | 'rows.write' | 'rules.read' | 'rules.write' | 'sessions.write' | 'sites.read' | 'sites.write' | 'subscribers.read' | 'subscribers.write' | 'tables.read' | 'tables.write' | 'targets.read' | 'targets.write' | 'teams.read' | 'teams.write' | 'tokens.read' | 'tokens.write' | 'topics.read' | 'topics.write' | 'users.read' | 'users.write' | 'vcs.read' | 'vcs.write')[]; installationId?: string; providerRepositoryId?: string | null; providerBranch?: string; providerSilentMode?: boolean; providerRootDirectory?: string; specification?: 's-0.5vcpu-512mb' | 's-1vcpu-512mb' | 's-1vcpu-1gb' | 's-2vcpu-2gb' | 's-2vcpu-4gb' | 's-4vcpu-4gb' | 's-4vcpu-8gb' | 's-8vcpu-4gb' | 's-8vcpu-8gb' }; result: Function }
  'functions.updateDeploymentStatus': { params: { functionId: string; deploymentId: string }; result: Deployment }
  'functions.updateFunctionDeployment': { params: { functionId: string; deploymentId: string }; result: Function }
  'functions.updateVariable': { params: { functionId: string; variableId: string; key: string; value?: string | null; secret?: boolean | null }; result: Variable }
  'health.get': { params: {}; result: HealthStatus }
  'health.getAntivirus': { params: {}; result: HealthAntivirus }
  'health.getCache': { params: {}; result: HealthStatusList }
  'health.getCertificate': { params: { domain?: string }; result: HealthCertificate }
  'health.getDB': { params: {}; result: HealthStatusList }
  'health.getFailedJobs': { params: { name: 'v1-database' | 'v1-deletes' | 'v1-audits' | 'v1-mails' | 'v1-functions' | 'v1-stats-resources' | 'v1-stats-usage' | 'v1-webhooks' | 'v1-certificates' | 'v1-builds' | 'v1-messaging' | 'v1-migrations'; threshold?: number }; result: HealthQueue }
  'health.getPubSub': { params: {}; result: HealthStatusList }
  'health.getQueueBuilds': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueCertificates': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueDatabases': { params: { name?: string; threshold?: number }; result: HealthQueue }
  'health.getQueueDeletes': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueFunctions': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueLogs': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueMails': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueMessaging': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueMigrations': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueStatsResources': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueUsage': { params: { threshold?: number }; result: HealthQueue }
  'health.getQueueWebhooks': { params: { threshold?: number }; result: HealthQueue }
  'health.getStorage': { params: {}; result: HealthStatus }
  'health.getStorageLocal': { params: {}; result: HealthStatus }
  'health.getTime': { params: {}; result: HealthTime }
  'locale.get': { params: {}; result: Locale }
  'locale.listCodes': { params: {}; result: LocaleCodeList }
  'locale.listContinents': { params: {}; result: ContinentList }
  'locale.listCountries': { params: {}; result: CountryList }
  'locale.listCountriesEU': { params: {}; result: CountryList }
  'locale.listCountriesPhones': { params: {}; result: PhoneList }
  'locale.listCurrencies': { params: {}; result: CurrencyList }
  'locale.listLanguages': { params: {}; result: LanguageList }
  'project.createVariable': { params: { key: string; value: string; secret?: boolean }; result: Variable }
  'project.deleteVariable': { params: { variableId: string }; result: null }
  'project.getTraffic': { params: { startDate: string; endDate: string; period?: '1h' | '1d' }; result: UsageTraffic }
  'project.getUsage': { params: { startDate: string; endDate: string; period?: '1h' | '1d' }; result: UsageProject }
  'project.getVariable': { params: { variableId: string }; result: Variable }
  'project.listVariables': { params: {}; result: VariableList }
  'project.updateVariable': { params: { variableId: string; key: string; value?: string | null; secret?: boolean | null }; result: Variable }
  'projects.create': { params: { projectId: string; name: string; teamId: string; region?: 'default'; description?: string; logo?: string; url?: string; legalName?: string; legalCountry?: string; legalState?: string; legalCity?: string; legalAddress?: string; legalTaxId?: string }; result: Project }
  'projects.createDevKey': { params: { projectId: string; name: string; expire: string }; result: DevKey }
  'projects.createJWT': { params: { projectId: string; scopes: readonly ('assistant.read' | 'attributes.read' | 'attributes.write' | 'avatars.read' | 'buckets.read' | 'buckets.write' | 'collections.read' | 'collections.write' | 'columns.read' | 'columns.write' | 'databases.read' | 'databases.write' | 'documents.read' | 'documents.write' | 'execution.read' | 'execution.write' | 'files.read' | 'files.write' | 'functions.read' | 'functions.write' | 'health.read' | 'indexes.read' | 'indexes.write' | 'locale.read' | 'log.read' | 'log.write' | 'messages.read' | 'messages.write' | 'migrations.read' | 'migrations.write' | 'providers.read' | 'providers.write' | 'rows.read' | 'rows.write' | 'rules.read' | 'rules.write' | 'sessions.write' | 'sites.read' | 'sites.write' | 'subscribers.read' | 'subscribers.write' | 'tables.read' | 'tables.write' | 'targets.read' | 'targets.write' | 'teams.read' | 'teams.write' | 'tokens.read' | 'tokens.write' | 'topics.read' | 'topics.write' | 'users.read' | 'users.write' | 'vcs.read' | 'vcs.write')[]; duration?: number }; result: Jwt }
  'projects.createKey': { params: { projectId: string; name: string; scopes: readonly ('assistant.read' | 'attributes.read' | 'attributes.write' | 'avatars.read' | 'buckets.read' | 'buckets.write' | 'collections.read' | 'collections.write' | 'columns.read' | 'columns.write' | 'databases.read' | 'databases.write' | 'documents.read' | 'documents.write' | 'execution.read' | 'execution.write' | 'files.read' | 'files.write' | 'functions.read' | 'functions.write' | 'health.read' | 'indexes.read' | 'indexes.write' | 'locale.read' | 'log.read' | 'log.write' | 'messages.read' | 'messages.write' | 'migrations.read' | 'migrations.write' | 'providers.read' | 'providers.write' | 'rows.read' | 'rows.write' | 'rules.read' | 'rules.write' | 'sessions.write' | 'sites.read' | 'sites.write' | 'subscribers.read' | 'subscribers.write' | 'tables.read' | 'tables.write' | 'targets.read' | 'targets.write' | 'teams.read' | 'teams.write' | 'tokens.read' | 'tokens.write' | 'topics.read' | 'topics.write' | 'users.read' | 'users.write' | 'vcs.read' | 'vcs.write')[] | null; expire?: string | null }; result: Key }
  'projects.createPlatform': { params: { projectId: string; type: 'web' | 'flutter-web' | 'flutter-ios' | 'flutter-android' | 'flutter-linux' | 'flutter-macos' | 'flutter-windows' | 'apple-ios' | 'apple-macos' | 'apple-watchos' | 'apple-tvos' | 'android' | 'unity' | 'react-native-ios' | 'react-native-android'; name: string; key?: string; store?: string; hostname?: string }; result: Platform }
  'projects.createSmtpTest': { params: { projectId: string; emails: readonly string[]; senderName: string; senderEmail: string; replyTo?: string; host: string; port?: number; username?: string; password?: string; secure?: 'tls' | 'ssl' }; result: null }
  'projects.createWebhook': { params: { projectId: string; name: string; enabled?: boolean; events: readonly string[]; url: string; security: boolean; httpUser?: string; httpPass?: string }; result: Webhook }
  'projects.delete': { params: { projectId: string }; result: null }
  'projects.deleteDevKey': { params: { projectId: string; keyId: string }; result: null }
  'projects.deleteEmailTemplate': { params: { projectId: string; type: 'verification' | 'magicSession' | 'recovery' | 'invitation' | 'mfaChallenge' | 'sessionAlert' | 'otpSession'; locale: 'af' | 'ar-ae' | 'ar-bh' | 'ar-dz' | 'ar-eg' | 'ar-iq' | 'ar-jo' | 'ar-kw' | 'ar-lb' | 'ar-ly' | 'ar-ma' | 'ar-om' | 'ar-qa' | 'ar-sa' | 'ar-sy' | 'ar-tn' | 'ar-ye' | 'as' | 'az' | 'be' | 'bg' | 'bh' | 'bn' | 'bs' | 'ca' | 'cs' | 'cy' | 'da' | 'de' | 'de-at' | 'de-ch' | 'de-li' | 'de-lu' | 'el' | 'en' | 'en-au' | 'en-bz' | 'en-ca' | 'en-gb' | 'en-ie' | 'en-jm' | 'en-nz' | 'en-tt' | 'en-us' | 'en-za' | 'eo' | 'es' | 'es-ar' | 'es-bo' | 'es-cl' | 'es-co' | 'es-cr' | 'es-do' | 'es-ec' | 'es-gt' | 'es-hn' | 'es-mx' | 'es-ni' | 'es-pa' | 'es-pe' | 'es-pr' | 'es-py' | 'es-sv' | 'es-uy' | 'es-ve' | 'et' | 'eu' | 'fa' | 'fi' | 'fo' | 'fr' | 'fr-be' | 'fr-ca' | 'fr-ch' | 'fr-lu' | 'ga' | 'gd' | 'he' | 'hi' | 'hr' | 'hu' | 'id' | 'is' | 'it' | 'it-ch' | 'ja' | 'ji' | 'ko' | 'ku' | 'lt' | 'lv' | 'mk' | 'ml' | 'ms' | 'mt' | 'nb' | 'ne' | 'nl' | 'nl-be' | 'nn' | 'no' | 'pa' | 'pl' | 'pt' | 'pt-br' | 'rm' | 'ro' | 'ro-md' | 'ru' | 'ru-md' | 'sb' | 'sk' | 'sl' | 'sq' | 'sr' | 'sv' | 'sv-fi' | 'th' | 'tn' | 'tr' | 'ts' | 'ua' | 'ur' | 've' | 'vi' | 'xh' | 'zh-cn' | 'zh-hk' | 'zh-sg' | 'zh-tw' | 'zu' }; result: EmailTemplate }
  'projects.deleteKey': { params: { projectId: string; keyId: string }; result: null }
  'projects.deletePlatform': { params: { projectId: string; platformId: string }; result: null }
  'projects.deleteSmsTemplate': { params: { projectId: string; type: 'verification' | 'login' | 'invitation' | 'mfaChallenge'; locale: 'af' | 'ar-ae' | 'ar-bh' | 'ar-dz' | 'ar-eg' | 'ar-iq' | 'ar-jo' | 'ar-kw' | 'ar-lb' | 'ar-ly' | 'ar-ma' | 'ar-om' | 'ar-qa' | 'ar-sa' | 'ar-sy' | 'ar-tn' | 'ar-ye' | 'as' | 'az' | 'be' | 'bg' | 'bh' | 'bn' | 'bs' | 'ca' | 'cs' | 'cy' | 'da' | 'de' | 'de-at' | 'de-ch' | 'de-li' | 'de-lu' | 'el' | 'en' | 'en-au' | 'en-bz' | 'en-ca' | 'en-gb' | 'en-ie' | 'en-jm' | 'en-nz' | 'en-tt' | 'en-us' | 'en-za' | 'eo' | 'es' | 'es-ar' | 'es-bo' | 'es-cl' | 'es-co' | 'es-cr' | 'es-do' | 'es-ec' | 'es-gt' | 'es-hn' | 'es-mx' | 'es-ni' | 'es-pa' | 'es-pe' | 'es-pr' | 'es-py' | 'es-sv' | 'es-uy' | 'es-ve' | 'et' | 'eu' | 'fa' | 'fi' | 'fo' | 'fr' | 'fr-be' | 'fr-ca' | 'fr-ch' | 'fr-lu' | 'ga' | 'gd' | 'he' | 'hi' | 'hr' | 'hu' | 'id' | 'is' | 'it' | 'it-ch' | 'ja' | 'ji' | 'ko' | 'ku' | 'lt' | 'lv' | 'mk' | 'ml' | 'ms' | 'mt' | 'nb' | 'ne' | 'nl' | 'nl-be' | 'nn' | 'no' | 'pa' | 'pl' | 'pt' | 'pt-br' | 'rm' | 'ro' | 'ro-md' | 'ru' | 'ru-md' | 'sb' | 'sk' | 'sl' | 'sq' | 'sr' | 'sv' | 'sv-fi' | 'th' | 'tn' | 'tr' | 'ts' | 'ua' | 'ur' | 've' | 'vi' | 'xh' | 'zh-cn' | 'zh-hk' | 'zh-sg' | 'zh-tw' | 'zu' }; result: SmsTemplate }
  'projects.deleteWebhook': { params: { projectId: string; webhookId: string }; result: null }
  'projects.get': { params: { projectId: string }; result: Project }
  'projects.getDevKey': { params: { projectId: string; keyId: string }; result: DevKey }
  'projects.getEmailTemplate': { params: { projectId: string; type: 'verification' | 'magicSession' | 'recovery' | 'invitation' | 'mfaChallenge' | 'sessionAlert' | 'otpSession'; locale: 'af' | 'ar-ae' | 'ar-bh' | 'ar-dz' | 'ar-eg' | 'ar-iq' | 'ar-jo' | 'ar-kw' | 'ar-lb' | 'ar-ly' | 'ar-ma' | 'ar-om' | 'ar-qa' | 'ar-sa' | 'ar-sy' | 'ar-tn' | 'ar-ye' | 'as' | 'az' | 'be' | 'bg' | 'bh' | 'bn' | 'bs' | 'ca' | 'cs' | 'cy' | 'da' | 'de' | 'de-at' | 'de-ch' | 'de-li' | 'de-lu' | 'el' | 'en' | 'en-au' | 'en-bz' | 'en-ca' | 'en-gb' | 'en-ie' | 'en-jm' | 'en-nz' | 'en-tt' | 'en-us' | 'en-za' | 'eo' | 'es' | 'es-ar' | 'es-bo' | 'es-cl' | 'es-co' | 'es-cr' | 'es-do' | 'es-ec' | 'es-gt' | 'es-hn' | 'es-mx' | 'es-ni' | 'es-pa' | 'es-pe' | 'es-pr' | 'es-py' | 'es-sv' | 'es-uy' | 'es-ve' | 'et' | 'eu' | 'fa' | 'fi' | 'fo' | 'fr' | 'fr-be' | 'fr-ca' | 'fr-ch' | 'fr-lu' | 'ga' | 'gd' | 'he' | 'hi' | 'hr' | 'hu' | 'id' | 'is' | 'it' | 'it-ch' | 'ja' | 'ji' | 'ko' | 'ku' | 'lt' | 'lv' | 'mk' | 'ml' | 'ms' | 'mt' | 'nb' | 'ne' | 'nl' | 'nl-be' | 'nn' | 'no' | 'pa' | 'pl' | 'pt' | 'pt-br' | 'rm' | 'ro' | 'ro-md' | 'ru' | 'ru-md' | 'sb' | 'sk' | 'sl' | 'sq' | 'sr' | 'sv' | 'sv-fi' | 'th' | 'tn' | 'tr' | 'ts' | 'ua' | 'ur' | 've' | 'vi' | 'xh' | 'zh-cn' | 'zh-hk' | 'zh-sg' | 'zh-tw' | 'zu' }; result: EmailTemplate }
  'projects.getKey': { params: { projectId: string; keyId: string }; result: Key }
  'projects.getPlatform': { params: { projectId: string; platformId: string }; result: Platform }
  'projects.getSmsTemplate': { params: { projectId: string; type: 'verification' | 'login' | 'invitation' | 'mfaChallenge'; locale: 'af' | 'ar-ae' | 'ar-bh' | 'ar-dz' | 'ar-eg' | 'ar-iq' | 'ar-jo' | 'ar-kw' | 'ar-lb' | 'ar-ly' | 'ar-ma' | 'ar-om' | 'ar-qa' | 'ar-sa' | 'ar-sy' | 'ar-tn' | 'ar-ye' | 'as' | 'az' | 'be' | 'bg' | 'bh' | 'bn' | 'bs' | 'ca' | 'cs' | 'cy' | 'da' | 'de' | 'de-at' | 'de-ch' | 'de-li' | 'de-lu' | 'el' | 'en' | 'en-au' | 'en-bz' | 'en-ca' | 'en-gb' | 'en-ie' | 'en-jm' | 'en-nz' | 'en-tt' | 'en-us' | 'en-za' | 'eo' | 'es' | 'es-ar' | 'es-bo' | 'es-cl' | 'es-co' | 'es-cr' | 'es-do' | 'es-ec' | 'es-gt' | 'es-hn' | 'es-mx' | 'es-ni' | 'es-pa' | 'es-pe' | 'es-pr' | 'es-py' | 'es-sv' | 'es-uy' | 'es-ve' | 'et' | 'eu' | 'fa' | 'fi' | 'fo' | 'fr' | 'fr-be' | 'fr-ca' | 'fr-ch' | 'fr-lu' | 'ga' | 'gd' | 'he' | 'hi' | 'hr' | 'hu' | 'id' | 'is' | 'it' | 'it-ch' | 'ja' | 'ji' | 'ko' | 'ku' | 'lt' | 'lv' | 'mk' | 'ml' | 'ms' | 'mt' | 'nb' | 'ne' | 'nl' | 'nl-be' | 'nn' | 'no' | 'pa' | 'pl' | 'pt' | 'pt-br' | 'rm' | 'ro' | 'ro-md' | 'ru' | 'ru-md' | 'sb' | 'sk' | 'sl' | 'sq' | 'sr' | 'sv' | 'sv-fi' | 'th' | 'tn' | 'tr' | 'ts' | 'ua' | 'ur' | 've' | 'vi' | 'xh' | 'zh-cn' | 'zh-hk' | 'zh-sg' | 'zh-tw' | 'zu' }; result: SmsTemplate }
  'projects.getWebhook': { params: { projectId: string; webhookId: string }; result: Webhook }
  'projects.list': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: ProjectList }
  'projects.listAudit': { params: { projectId: string; queries?: readonly string[]; total?: boolean }; result: AuditEntryList }
  'projects.listDevKeys': { params: { projectId: string; queries?: readonly string[] }; result: DevKeyList }
  'projects.listKeys': { params: { projectId: string; total?: boolean }; result: KeyList }
  'projects.listPlatforms': { params: { projectId: string; total?: boolean }; result: PlatformList }
  'projects.listWebhookDeliveries': { params: { projectId: string; webhookId: string; queries?: readonly string[]; total?: boolean }; result: WebhookDeliveryList }
  'projects.listWebhooks': { params: { projectId: string; total?: boolean }; result: WebhookList }
  'projects.retryWebhookDelivery': { params: { projectId: string; webhookId: string; deliveryId: string }; result: WebhookDelivery }
  'projects.update': { params: { projectId: string; name: string; description?: string; logo?: string; url?: string; legalName?: string; legalCountry?: string; legalState?: string; legalCity?: string; legalAddress?: string; legalTaxId?: string }; result: Project }
  'projects.updateApiStatus': { params: { projectId: string; api: 'rest' | 'graphql' | 'realtime'; status: boolean }; result: Project }
  'projects.updateApiStatusAll': { params: { projectId: string; status: boolean }; result: Project }
  'projects.updateAuthDuration': { params: { projectId: string; duration: number }; result: Project }
  'projects.updateAuthLimit': { params: { projectId: string; limit: number }; result: Project }
  'projects.updateAuthPasswordDictionary': { params: { projectId: string; enabled: boolean }; result: Project }
  'projects.updateAuthPasswordHistory': { params: { projectId: string; limit: number }; result: Project }
  'projects.updateAuthSessionsLimit': { params: { projectId: string; limit: number }; result: Project }
  'projects.updateAuthStatus': { params: { projectId: string; method: 'email-password' | 'magic-url' | 'email-otp' | 'anonymous' | 'invites' | 'jwt' | 'phone'; status: boolean }; result: Project }
  'projects.updateDevKey': { params: { projectId: string; keyId: string; name: string; expire: string }; result: DevKey }
  'projects.updateEmailTemplate': { params: { projectId: string; type: 'verification' | 'magicSession' | 'recovery' | 'invitation' | 'mfaChallenge' | 'sessionAlert' | 'otpSession'; locale: 'af' | 'ar-ae' | 'ar-bh' | 'ar-dz' | 'ar-eg' | 'ar-iq' | 'ar-jo' | 'ar-kw' | 'ar-lb' | 'ar-ly' | 'ar-ma' | 'ar-om' | 'ar-qa' | 'ar-sa' | 'ar-sy' | 'ar-tn' | 'ar-ye' | 'as' | 'az' | 'be' | 'bg' | 'bh' | 'bn' | 'bs' | 'ca' | 'cs' | 'cy' | 'da' | 'de' | 'de-at' | 'de-ch' | 'de-li' | 'de-lu' | 'el' | 'en' | 'en-au' | 'en-bz' | 'en-ca' | 'en-gb' | 'en-ie' | 'en-jm' | 'en-nz' | 'en-tt' | 'en-us' | 'en-za' | 'eo' | 'es' | 'es-ar' | 'es-bo' | 'es-cl' | 'es-co' | 'es-cr' | 'es-do' | 'es-ec' | 'es-gt' | 'es-hn' | 'es-mx' | 'es-ni' | 'es-pa' | 'es-pe' | 'es-pr' | 'es-py' | 'es-sv' | 'es-uy' | 'es-ve' | 'et' | 'eu' | 'fa' | 'fi' | 'fo' | 'fr' | 'fr-be' | 'fr-ca' | 'fr-ch' | 'fr-lu' | 'ga' | 'gd' | 'he' | 'hi' | 'hr' | 'hu' | 'id' | 'is' | 'it' | 'it-ch' | 'ja' | 'ji' | 'ko' | 'ku' | 'lt' | 'lv' | 'mk' | 'ml' | 'ms' | 'mt' | 'nb' | 'ne' | 'nl' | 'nl-be' | 'nn' | 'no' | 'pa' | 'pl' | 'pt' | 'pt-br' | 'rm' | 'ro' | 'ro-md' | 'ru' | 'ru-md' | 'sb' | 'sk' | 'sl' | 'sq' | 'sr' | 'sv' | 'sv-fi' | 'th' | 'tn' | 'tr' | 'ts' | 'ua' | 'ur' | 've' | 'vi' | 'xh' | 'zh-cn' | 'zh-hk' | 'zh-sg' | 'zh-tw' | 'zu'; subject: string; message: string; senderName?: string; senderEmail?: string; replyTo?: string }; result: EmailTemplate }
  'projects.updateKey': { params: { projectId: string; keyId: string; name: string; scopes: readonly ('assistant.read' | 'attributes.read' | 'attributes.write' | 'avatars.read' | 'buckets.read' | 'buckets.write' | 'collections.read' | 'collections.write' | 'columns.read' | 'columns.write' | 'databases.read' | 'databases.write' | 'documents.read' | 'documents.write' | 'execution.read' | 'execution.write' | 'files.read' | 'files.write' | 'functions.read' | 'functions.write' | 'health.read' | 'indexes.read' | 'indexes.write' | 'locale.read' | 'log.read' | 'log.write' | 'messages.read' | 'messages.write' | 'migrations.read' | 'migrations.write' | 'providers.read' | 'providers.write' | 'rows.read' | 'rows.write' | 'rules.read' | 'rules.write' | 'sessions.write' | 'sites.read' | 'sites.write' | 'subscribers.read' | 'subscribers.write' | 'tables.read' | 'tables.write' | 'targets.read' | 'targets.write' | 'teams.read' | 'teams.write' | 'tokens.read' | 'tokens.write' | 'topics.read' | 'topics.write' | 'users.read' | 'users.write' | 'vcs.read' | 'vcs.write')[] | null; expire?: string | null }; result: Key }
  'projects.updateMembershipsPrivacy': { params: { projectId: string; userName: boolean; userEmail: boolean; mfa: boolean }; result: Project }
  'projects.updateMockNumbers': { params: { projectId: string; numbers: readonly { readonly phone: string; readonly otp: string }[] }; result: Project }
  'projects.updateOAuth2': { params: { projectId: string; provider: 'amazon' | 'apple' | 'auth0' | 'authentik' | 'autodesk' | 'bitbucket' | 'bitly' | 'box' | 'dailymotion' | 'discord' | 'disqus' | 'dropbox' | 'etsy' | 'facebook' | 'figma' | 'github' | 'gitlab' | 'google' | 'linkedin' | 'microsoft' | 'notion' | 'oidc' | 'okta' | 'paypal' | 'paypalSandbox' | 'podio' | 'salesforce' | 'slack' | 'spotify' | 'stripe' | 'tradeshift' | 'tradeshiftBox' | 'twitch' | 'wordpress' | 'yahoo' | 'yammer' | 'yandex' | 'zoho' | 'zoom' | 'mock'; appId?: string | null; secret?: string | null; enabled?: boolean | null }; result: Project }
  'projects.updatePersonalDataCheck': { params: { projectId: string; enabled: boolean }; result: Project }
  'projects.updatePlatform': { params: { projectId: string; platformId: string; name: string; key?: string; store?: string; hostname?: string }; result: Platform }
  'projects.updateServiceStatus': { params: { projectId: string; service: 'account' | 'avatars' | 'databases' | 'tablesdb' | 'locale' | 'health' | 'storage' | 'teams' | 'users' | 'sites' | 'functions' | 'graphql' | 'messaging'; status: boolean }; result: Project }
  'projects.updateServiceStatusAll': { params: { projectId: string; status: boolean }; result: Project }
  'projects.updateSessionAlerts': { params: { projectId: string; alerts: boolean }; result: Project }
  'projects.updateSessionInvalidation': { params: { projectId: string; enabled: boolean }; result: Project }
  'projects.updateSmsTemplate': { params: { projectId: string; type: 'verification' | 'login' | 'invitation' | 'mfaChallenge'; locale: 'af' | 'ar-ae' | 'ar-bh' | 'ar-dz' | 'ar-eg' | 'ar-iq' | 'ar-jo' | 'ar-kw' | 'ar-lb' | 'ar-ly' | 'ar-ma' | 'ar-om' | 'ar-qa' | 'ar-sa' | 'ar-sy' | 'ar-tn' | 'ar-ye' | 'as' | 'az' | 'be' | 'bg' | 'bh' | 'bn' | 'bs' | 'ca' | 'cs' | 'cy' | 'da' | 'de' | 'de-at' | 'de-ch' | 'de-li' | 'de-lu' | 'el' | 'en' | 'en-au' | 'en-bz' | 'en-ca' | 'en-gb' | 'en-ie' | 'en-jm' | 'en-nz' | 'en-tt' | 'en-us' | 'en-za' | 'eo' | 'es' | 'es-ar' | 'es-bo' | 'es-cl' | 'es-co' | 'es-cr' | 'es-do' | 'es-ec' | 'es-gt' | 'es-hn' | 'es-mx' | 'es-ni' | 'es-pa' | 'es-pe' | 'es-pr' | 'es-py' | 'es-sv' | 'es-uy' | 'es-ve' | 'et' | 'eu' | 'fa' | 'fi' | 'fo' | 'fr' | 'fr-be' | 'fr-ca' | 'fr-ch' | 'fr-lu' | 'ga' | 'gd' | 'he' | 'hi' | 'hr' | 'hu' | 'id' | 'is' | 'it' | 'it-ch' | 'ja' | 'ji' | 'ko' | 'ku' | 'lt' | 'lv' | 'mk' | 'ml' | 'ms' | 'mt' | 'nb' | 'ne' | 'nl' | 'nl-be' | 'nn' | 'no' | 'pa' | 'pl' | 'pt' | 'pt-br' | 'rm' | 'ro' | 'ro-md' | 'ru' | 'ru-md' | 'sb' | 'sk' | 'sl' | 'sq' | 'sr' | 'sv' | 'sv-fi' | 'th' | 'tn' | 'tr' | 'ts' | 'ua' | 'ur' | 've' | 'vi' | 'xh' | 'zh-cn' | 'zh-hk' | 'zh-sg' | 'zh-tw' | 'zu'; message: string }; result: SmsTemplate }
  'projects.updateSmtp': { params: { projectId: string; enabled: boolean; senderName?: string; senderEmail?: string; replyTo?: string; host?: string; port?: number; username?: string; password?: string; secure?: 'tls' | 'ssl' }; result: Project }
  'projects.updateTeam': { params: { projectId: string; teamId: string }; result: Project }
  'projects.updateWebhook': { params: { projectId: string; webhookId: string; name: string; enabled?: boolean; events: readonly string[]; url: string; security: boolean; httpUser?: string; httpPass?: string }; result: Webhook }
  'projects.updateWebhookSignature': { params: { projectId: string; webhookId: string }; result: Webhook }
  'proxy.createFunctionRule': { params: { domain: string; functionId: string; branch?: string }; result: ProxyRule }
  'proxy.deleteRule': { params: { ruleId: string }; result: ProxyRule }
  'proxy.getRule': { params: { ruleId: string }; result: ProxyRule }
  'proxy.listRules': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: ProxyRuleList }
  'storage.createBucket': { params: { bucketId: string; name: string; permissions?: readonly string[] | null; fileSecurity?: boolean; enabled?: boolean; maximumFileSize?: number; allowedFileExtensions?: readonly string[]; compression?: 'none' | 'gzip' | 'zstd'; encryption?: boolean; antivirus?: boolean; transformations?: boolean }; result: Bucket }
  'storage.createFile': { params: { bucketId: string; fileId: string; file: string; permissions?: readonly string[] | null }; result: File }
  'storage.deleteBucket': { params: { bucketId: string }; result: Bucket }
  'storage.deleteFile': { params: { bucketId: string; fileId: string }; result: File }
  'storage.getBucket': { params: { bucketId: string }; result: Bucket }
  'storage.getBucketUsage': { params: { bucketId: string; range?: '24h' | '30d' | '90d' }; result: UsageBuckets }
  'storage.getFile': { params: { bucketId: string; fileId: string }; result: File }
  'storage.getFileDownload': { params: { bucketId: string; fileId: string; token?: string }; result: null }
  'storage.getFilePreview': { params: { bucketId: string; fileId: string; width?: number; height?: number; gravity?: 'center' | 'top-left' | 'top' | 'top-right' | 'left' | 'right' | 'bottom-left' | 'bottom' | 'bottom-right'; quality?: number; borderWidth?: number; borderColor?: string; borderRadius?: number; opacity?: number; rotation?: number; background?: string; output?: 'jpg' | 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic'; token?: string }; result: null }
  'storage.getFileView': { params: { bucketId: string; fileId: string; token?: string }; result: null }
  'storage.getUsage': { params: { range?: '24h' | '30d' | '90d' }; result: UsageStorage }
  'storage.listBuckets': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: BucketList }
  'storage.listFiles': { params: { bucketId: string; queries?: readonly string[]; search?: string; total?: boolean }; result: FileList }
  'storage.updateBucket': { params: { bucketId: string; name: string; permissions?: readonly string[] | null; fileSecurity?: boolean; enabled?: boolean; maximumFileSize?: number; allowedFileExtensions?: readonly string[]; compression?: 'none' | 'gzip' | 'zstd'; encryption?: boolean; antivirus?: boolean; transformations?: boolean }; result: Bucket }
  'storage.updateFile': { params: { bucketId: string; fileId: string; name?: string | null; permissions?: readonly string[] | null }; result: File }
  'tablesDB.create': { params: { databaseId: string; name: string; enabled?: boolean }; result: Database }
  'tablesDB.createBooleanColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: boolean | null; array?: boolean }; result: ColumnBoolean }
  'tablesDB.createDatetimeColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: string | null; array?: boolean }; result: ColumnDatetime }
  'tablesDB.createEmailColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: string | null; array?: boolean }; result: ColumnEmail }
  'tablesDB.createEnumColumn': { params: { databaseId: string; tableId: string; key: string; elements: readonly string[]; required: boolean; default?: string | null; array?: boolean }; result: ColumnEnum }
  'tablesDB.createFloatColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; min?: number | null; max?: number | null; default?: number | null; array?: boolean }; result: ColumnFloat }
  'tablesDB.createIndex': { params: { databaseId: string; tableId: string; key: string; type: 'key' | 'fulltext' | 'unique' | 'spatial'; columns: readonly string[]; orders?: readonly string[]; lengths?: readonly number[] }; result: ColumnIndex }
  'tablesDB.createIntegerColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; min?: number | null; max?: number | null; default?: number | null; array?: boolean }; result: ColumnInteger }
  'tablesDB.createIpColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: string | null; array?: boolean }; result: ColumnIp }
  'tablesDB.createLineColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: readonly unknown[] | null }; result: ColumnLine }
  'tablesDB.createOperations': { params: { transactionId: string; operations?: readonly Readonly<Record<string, unknown>>[] }; result: Transaction }
  'tablesDB.createPointColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: readonly unknown[] | null }; result: ColumnPoint }
  'tablesDB.createPolygonColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: readonly unknown[] | null }; result: ColumnPolygon }
  'tablesDB.createRelationshipColumn': { params: { databaseId: string; tableId: string; relatedTableId: string; type: 'oneToOne' | 'manyToOne' | 'manyToMany' | 'oneToMany'; twoWay?: boolean; key?: string | null; twoWayKey?: string | null; onDelete?: 'cascade' | 'restrict' | 'setNull' }; result: ColumnRelationship }
  'tablesDB.createRow': { params: { databaseId: string; tableId: string; rowId?: string; data?: Readonly<Record<string, unknown>>; permissions?: readonly string[] | null; rows?: readonly Readonly<Record<string, unknown>>[]; transactionId?: string | null }; result: Row }
  'tablesDB.createStringColumn': { params: { databaseId: string; tableId: string; key: string; size: number; required: boolean; default?: string | null; array?: boolean; encrypt?: boolean }; result: ColumnString }
  'tablesDB.createTable': { params: { databaseId: string; tableId: string; name: string; permissions?: readonly string[] | null; rowSecurity?: boolean; enabled?: boolean }; result: Table }
  'tablesDB.createTransaction': { params: { ttl?: number }; result: Transaction }
  'tablesDB.createUrlColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: string | null; array?: boolean }; result: ColumnUrl }
  'tablesDB.decrementRowColumn': { params: { databaseId: string; tableId: string; rowId: string; column: string; value?: number; min?: number | null; transactionId?: string | null }; result: Row }
  'tablesDB.delete': { params: { databaseId: string }; result: Database }
  'tablesDB.deleteColumn': { params: { databaseId: string; tableId: string; key: string }; result: Column }
  'tablesDB.deleteIndex': { params: { databaseId: string; tableId: string; key: string }; result: ColumnIndex }
  'tablesDB.deleteRow': { params: { databaseId: string; tableId: string; rowId: string; transactionId?: string | null }; result: null }
  'tablesDB.deleteRows': { params: { databaseId: string; tableId: string; queries?: readonly string[]; transactionId?: string | null }; result: RowList }
  'tablesDB.deleteTable': { params: { databaseId: string; tableId: string }; result: Table }
  'tablesDB.deleteTransaction': { params: { transactionId: string }; result: null }
  'tablesDB.get': { params: { databaseId: string }; result: Database }
  'tablesDB.getColumn': { params: { databaseId: string; tableId: string; key: string }; result: ColumnBoolean | ColumnInteger | ColumnFloat | ColumnEmail | ColumnEnum | ColumnUrl | ColumnIp | ColumnDatetime | ColumnRelationship | ColumnPoint | ColumnLine | ColumnPolygon | ColumnString }
  'tablesDB.getIndex': { params: { databaseId: string; tableId: string; key: string }; result: ColumnIndex }
  'tablesDB.getRow': { params: { databaseId: string; tableId: string; rowId: string; queries?: readonly string[]; transactionId?: string | null }; result: Row }
  'tablesDB.getTable': { params: { databaseId: string; tableId: string }; result: Table }
  'tablesDB.getTableProgress': { params: { databaseId: string; tableId: string }; result: TableProgress }
  'tablesDB.getTableUsage': { params: { databaseId: string; range?: '24h' | '30d' | '90d'; tableId: string }; result: UsageTable }
  'tablesDB.getTransaction': { params: { transactionId: string }; result: Transaction }
  'tablesDB.getUsage': { params: { databaseId: string; range?: '24h' | '30d' | '90d' }; result: UsageDatabase }
  'tablesDB.incrementRowColumn': { params: { databaseId: string; tableId: string; rowId: string; column: string; value?: number; max?: number | null; transactionId?: string | null }; result: Row }
  'tablesDB.list': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: DatabaseList }
  'tablesDB.listColumns': { params: { databaseId: string; tableId: string; queries?: readonly string[]; total?: boolean }; result: ColumnList }
  'tablesDB.listIndexes': { params: { databaseId: string; tableId: string; queries?: readonly string[]; total?: boolean }; result: ColumnIndexList }
  'tablesDB.listRowLogs': { params: { databaseId: string; tableId: string; rowId: string; queries?: readonly string[] }; result: LogList }
  'tablesDB.listRows': { params: { databaseId: string; tableId: string; queries?: readonly string[]; transactionId?: string | null; total?: boolean }; result: RowList }
  'tablesDB.listTableLogs': { params: { databaseId: string; tableId: string; queries?: readonly string[] }; result: LogList }
  'tablesDB.listTables': { params: { databaseId: string; queries?: readonly string[]; search?: string; total?: boolean }; result: TableList }
  'tablesDB.listTransactions': { params: { queries?: readonly string[] }; result: TransactionList }
  'tablesDB.listUsage': { params: { range?: '24h' | '30d' | '90d' }; result: UsageDatabases }
  'tablesDB.update': { params: { databaseId: string; name: string; enabled?: boolean }; result: Database }
  'tablesDB.updateBooleanColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default: boolean | null; newKey?: string | null }; result: ColumnBoolean }
  'tablesDB.updateDatetimeColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default: string | null; newKey?: string | null }; result: ColumnDatetime }
  'tablesDB.updateEmailColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default: string | null; newKey?: string | null }; result: ColumnEmail }
  'tablesDB.updateEnumColumn': { params: { databaseId: string; tableId: string; key: string; elements: readonly string[]; required: boolean; default: string | null; newKey?: string | null }; result: ColumnEnum }
  'tablesDB.updateFloatColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; min?: number | null; max?: number | null; default: number | null; newKey?: string | null }; result: ColumnFloat }
  'tablesDB.updateIntegerColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; min?: number | null; max?: number | null; default: number | null; newKey?: string | null }; result: ColumnInteger }
  'tablesDB.updateIpColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default: string | null; newKey?: string | null }; result: ColumnIp }
  'tablesDB.updateLineColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: readonly unknown[] | null; newKey?: string | null }; result: ColumnLine }
  'tablesDB.updatePointColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: readonly unknown[] | null; newKey?: string | null }; result: ColumnPoint }
  'tablesDB.updatePolygonColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default?: readonly unknown[] | null; newKey?: string | null }; result: ColumnPolygon }
  'tablesDB.updateRelationshipColumn': { params: { databaseId: string; tableId: string; key: string; onDelete?: 'cascade' | 'restrict' | 'setNull'; newKey?: string | null }; result: ColumnRelationship }
  'tablesDB.updateRow': { params: { databaseId: string; tableId: string; rowId: string; data?: Readonly<Record<string, unknown>>; permissions?: readonly string[] | null; transactionId?: string | null }; result: Row }
  'tablesDB.updateRows': { params: { databaseId: string; tableId: string; data?: Readonly<Record<string, unknown>>; queries?: readonly string[]; transactionId?: string | null }; result: RowList }
  'tablesDB.updateStringColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default: string | null; size?: number | null; newKey?: string | null }; result: ColumnString }
  'tablesDB.updateTable': { params: { databaseId: string; tableId: string; name: string; permissions?: readonly string[] | null; rowSecurity?: boolean; enabled?: boolean }; result: Table }
  'tablesDB.updateTransaction': { params: { transactionId: string; commit?: boolean; rollback?: boolean }; result: Transaction }
  'tablesDB.updateUrlColumn': { params: { databaseId: string; tableId: string; key: string; required: boolean; default: string | null; newKey?: string | null }; result: ColumnUrl }
  'tablesDB.upsertRow': { params: { databaseId: string; tableId: string; rowId: string; data?: Readonly<Record<string, unknown>>; permissions?: readonly string[] | null; transactionId?: string | null }; result: Row }
  'tablesDB.upsertRows': { params: { databaseId: string; tableId: string; rows: readonly Readonly<Record<string, unknown>>[]; transactionId?: string | null }; result: RowList }
  'teams.create': { params: { teamId: string; name: string; roles?: readonly string[] }; result: Team }
  'teams.createMembership': { params: { teamId: string; email?: string; userId?: string; phone?: string; roles: readonly string[]; url?: string; name?: string }; result: Membership }
  'teams.delete': { params: { teamId: string }; result: Team }
  'teams.deleteMembership': { params: { teamId: string; membershipId: string }; result: Membership }
  'teams.get': { params: { teamId: string }; result: Team }
  'teams.getMembership': { params: { teamId: string; membershipId: string }; result: Membership }
  'teams.getPrefs': { params: { teamId: string }; result: Preferences }
  'teams.list': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: TeamList }
  'teams.listLogs': { params: { teamId: string; queries?: readonly string[]; total?: boolean }; result: LogList }
  'teams.listMemberships': { params: { teamId: string; queries?: readonly string[]; search?: string; total?: boolean }; result: MembershipList }
  'teams.updateMembership': { params: { teamId: string; membershipId: string; roles: readonly string[] }; result: Membership }
  'teams.updateMembershipStatus': { params: { teamId: string; membershipId: string; userId: string; secret: string }; result: Membership }
  'teams.updateName': { params: { teamId: string; name: string }; result: Team }
  'teams.updatePrefs': { params: { teamId: string; prefs: Readonly<Record<string, unknown>> }; result: Preferences }
  'tokens.createFileToken': { params: { bucketId: string; fileId: string; expire?: string | null }; result: ResourceToken }
  'tokens.delete': { params: { tokenId: string }; result: ResourceToken }
  'tokens.get': { params: { tokenId: string }; result: ResourceToken }
  'tokens.list': { params: { bucketId: string; fileId: string; queries?: readonly string[]; total?: boolean }; result: ResourceTokenList }
  'tokens.update': { params: { tokenId: string; expire?: string | null }; result: ResourceToken }
  'users.create': { params: { userId: string; email?: string | null; phone?: string | null; password?: string; name?: string }; result: User }
  'users.createArgon2User': { params: { userId: string; email: string; password: string; name?: string }; result: User }
  'users.createBcryptUser': { params: { userId: string; email: string; password: string; name?: string }; result: User }
  'users.createJWT': { params: { userId: string; sessionId?: string; duration?: number }; result: Jwt }
  'users.createMD5User': { params: { userId: string; email: string; password: string; name?: string }; result: User }
  'users.createMfaRecoveryCodes': { params: { userId: string }; result: MfaRecoveryCodes }
  'users.createPHPassUser': { params: { userId: string; email: string; password: string; name?: string }; result: User }
  'users.createSHAUser': { params: { userId: string; email: string; password: string; passwordVersion?: 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512/224' | 'sha512/256' | 'sha512' | 'sha3-224' | 'sha3-256' | 'sha3-384' | 'sha3-512'; name?: string }; result: User }
  'users.createScryptModifiedUser': { params: { userId: string; email: string; password: string; passwordSalt: string; passwordSaltSeparator: string; passwordSignerKey: string; name?: string }; result: User }
  'users.createScryptUser': { params: { userId: string; email: string; password: string; passwordSalt: string; passwordCpu: number; passwordMemory: number; passwordParallel: number; passwordLength: number; name?: string }; result: User }
  'users.createSession': { params: { userId: string }; result: Session }
  'users.createTarget': { params: { userId: string; targetId: string; providerType: 'email' | 'sms' | 'push'; identifier: string; providerId?: string; name?: string }; result: Target }
  'users.createToken': { params: { userId: string; length?: number; expire?: number }; result: Token }
  'users.delete': { params: { userId: string }; result: Account }
  'users.deleteIdentity': { params: { identityId: string }; result: null }
  'users.deleteMfaAuthenticator': { params: { userId: string; type: 'totp' }; result: Account }
  'users.deleteSession': { params: { userId: string; sessionId: string }; result: Session }
  'users.deleteSessions': { params: { userId: string }; result: Account }
  'users.deleteTarget': { params: { userId: string; targetId: string }; result: Target }
  'users.get': { params: { userId: string }; result: User }
  'users.getMfaRecoveryCodes': { params: { userId: string }; result: MfaRecoveryCodes }
  'users.getPrefs': { params: { userId: string }; result: Preferences }
  'users.getTarget': { params: { userId: string; targetId: string }; result: Target }
  'users.getUsage': { params: { range?: '24h' | '30d' | '90d' }; result: UsageUsers }
  'users.list': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: UserList }
  'users.listIdentities': { params: { queries?: readonly string[]; search?: string; total?: boolean }; result: IdentityList }
  'users.listLogs': { params: { userId: string; queries?: readonly string[]; total?: boolean }; result: LogList }
  'users.listMemberships': { params: { userId: string; queries?: readonly string[]; search?: string; total?: boolean }; result: MembershipList }
  'users.listMfaFactors': { params: { userId: string }; result: MfaFactors }
  'users.listSessions': { params: { userId: string; total?: boolean }; result: SessionList }
  'users.listTargets': { params: { userId: string; queries?: readonly string[]; total?: boolean }; result: TargetList }
  'users.updateEmail': { params: { userId: string; email: string }; result: User }
  'users.updateEmailVerification': { params: { userId: string; emailVerification: boolean }; result: User }
  'users.updateLabels': { params: { userId: string; labels: readonly string[] }; result: User }
  'users.updateMfa': { params: { userId: string; mfa: boolean }; result: User }
  'users.updateMfaRecoveryCodes': { params: { userId: string }; result: MfaRecoveryCodes }
  'users.updateName': { params: { userId: string; name: string }; result: User }
  'users.updatePassword': { params: { userId: string; password: string }; result: User }
  'users.updatePhone': { params: { userId: string; number: string }; result: User }
  'users.updatePhoneVerification': { params: { userId: string; phoneVerification: boolean }; result: User }
  'users.updatePrefs': { params: { userId: string; prefs: Readonly<Record<string, unknown>> }; result: Preferences }
  'users.updateStatus': { params: { userId: string; status: boolean }; result: User }
  'users.updateTarget': { params: { userId: string; targetId: string; identifier?: string; providerId?: string; name?: string }; result: Target }
}

export const routes: Readonly<Record<keyof Endpoints, string>> = {
  'account.create': 'POST /account',
  'account.createAnonymousSession': 'POST /account/sessions/anonymous',
  'account.createEmailPasswordSession': 'POST /account/sessions/email',
  'account.createEmailToken': 'POST /account/tokens/email',
  'account.createEmailVerification': 'POST /account/verifications/email',
  'account.createJWT': 'POST /account/jwts',
  'account.createMagicURLToken': 'POST /account/tokens/magic-url',
  'account.createMfaAuthenticator': 'POST /account/mfa/authenticators/{type}',
  'account.createMfaChallenge': 'POST /account/mfa/challenges',
  'account.createMfaRecoveryCodes': 'POST /account/mfa/recovery-codes',
  'account.createOAuth2Session': 'GET /account/sessions/oauth2/{provider}',
  'account.createOAuth2Token': 'GET /account/tokens/oauth2/{provider}',
  'account.createPasskey': 'POST /account/passkeys',
  'account.createPasskeyOptions': 'POST /account/passkeys/options',
  'account.createPasskeySession': 'POST /account/sessions/passkey',
  'account.createPasskeySessionOptions': 'POST /account/sessions/passkey/options',
  'account.createPhoneToken': 'POST /account/tokens/phone',
  'account.createPhoneVerification': 'POST /account/verifications/phone',
  'account.createPushTarget': 'POST /account/targets/push',
  'account.createRecovery': 'POST /account/recovery',
  'account.createSession': 'POST /account/sessions/token',
  'account.delete': 'DELETE /account',
  'account.deleteIdentity': 'DELETE /account/identities/{identityId}',
  'account.deleteMfaAuthenticator': 'DELETE /account/mfa/authenticators/{type}',
  'account.deletePasskey': 'DELETE /account/passkeys/{passkeyId}',
  'account.deletePushTarget': 'DELETE /account/targets/{targetId}/push',
  'account.deleteSession': 'DELETE /account/sessions/{sessionId}',
  'account.deleteSessions': 'DELETE /account/sessions',
  'account.get': 'GET /account',
  'account.getMfaRecoveryCodes': 'GET /account/mfa/recovery-codes',
  'account.getPrefs': 'GET /account/prefs',
  'account.getSession': 'GET /account/sessions/{sessionId}',
  'account.listIdentities': 'GET /account/identities',
  'account.listLogs': 'GET /account/logs',
  'account.listMfaFactors': 'GET /account/mfa/factors',
  'account.listPasskeys': 'GET /account/passkeys',
  'account.listSessions': 'GET /account/sessions',
  'account.updateEmail': 'PATCH /account/email',
  'account.updateEmailVerification': 'PUT /account/verifications/email',
  'account.updateMFA': 'PATCH /account/mfa',
  'account.updateMagicURLSession': 'PUT /account/sessions/magic-url',
  'account.updateMfaAuthenticator': 'PUT /account/mfa/authenticators/{type}',
  'account.updateMfaChallenge': 'PUT /account/mfa/challenges',
  'account.updateMfaRecoveryCodes': 'PATCH /account/mfa/recovery-codes',
  'account.updateName': 'PATCH /account/name',
  'account.updatePassword': 'PATCH /account/password',
  'account.updatePhone': 'PATCH /account/phone',
  'account.updatePhoneSession': 'PUT /account/sessions/phone',
  'account.updatePhoneVerification': 'PUT /account/verifications/phone',
  'account.updatePrefs': 'PATCH /account/prefs',
  'account.updatePushTarget': 'PUT /account/targets/{targetId}/push',
  'account.updateRecovery': 'PUT /account/recovery',
  'account.updateSession': 'PATCH /account/sessions/{sessionId}',
  'account.updateStatus': 'PATCH /account/status',
  'avatars.getBrowser': 'GET /avatars/browsers/{code}',
  'avatars.getCreditCard': 'GET /avatars/credit-cards/{code}',
  'avatars.getFavicon': 'GET /avatars/favicon',
  'avatars.getFlag': 'GET /avatars/flags/{code}',
  'avatars.getImage': 'GET /avatars/image',
  'avatars.getInitials': 'GET /avatars/initials',
  'avatars.getQR': 'GET /avatars/qr',
  'avatars.getScreenshot': 'GET /avatars/screenshots',
  'console.getResource': 'GET /console/resources',
  'console.variables': 'GET /console/variables',
  'databases.create': 'POST /databases',
  'databases.createBooleanAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/boolean',
  'databases.createCollection': 'POST /databases/{databaseId}/collections',
  'databases.createDatetimeAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/datetime',
  'databases.createDocument': 'POST /databases/{databaseId}/collections/{collectionId}/documents',
  'databases.createEmailAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/email',
  'databases.createEnumAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/enum',
  'databases.createFloatAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/float',
  'databases.createIndex': 'POST /databases/{databaseId}/collections/{collectionId}/indexes',
  'databases.createIntegerAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/integer',
  'databases.createIpAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/ip',
  'databases.createLineAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/line',
  'databases.createOperations': 'POST /databases/transactions/{transactionId}/operations',
  'databases.createPointAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/point',
  'databases.createPolygonAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/polygon',
  'databases.createRelationshipAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/relationship',
  'databases.createStringAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/string',
  'databases.createTransaction': 'POST /databases/transactions',
  'databases.createUrlAttribute': 'POST /databases/{databaseId}/collections/{collectionId}/attributes/url',
  'databases.decrementDocumentAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/documents/{documentId}/{attribute}/decrement',
  'databases.delete': 'DELETE /databases/{databaseId}',
  'databases.deleteAttribute': 'DELETE /databases/{databaseId}/collections/{collectionId}/attributes/{key}',
  'databases.deleteCollection': 'DELETE /databases/{databaseId}/collections/{collectionId}',
  'databases.deleteDocument': 'DELETE /databases/{databaseId}/collections/{collectionId}/documents/{documentId}',
  'databases.deleteDocuments': 'DELETE /databases/{databaseId}/collections/{collectionId}/documents',
  'databases.deleteIndex': 'DELETE /databases/{databaseId}/collections/{collectionId}/indexes/{key}',
  'databases.deleteTransaction': 'DELETE /databases/transactions/{transactionId}',
  'databases.get': 'GET /databases/{databaseId}',
  'databases.getAttribute': 'GET /databases/{databaseId}/collections/{collectionId}/attributes/{key}',
  'databases.getCollection': 'GET /databases/{databaseId}/collections/{collectionId}',
  'databases.getCollectionUsage': 'GET /databases/{databaseId}/collections/{collectionId}/usage',
  'databases.getDocument': 'GET /databases/{databaseId}/collections/{collectionId}/documents/{documentId}',
  'databases.getIndex': 'GET /databases/{databaseId}/collections/{collectionId}/indexes/{key}',
  'databases.getTransaction': 'GET /databases/transactions/{transactionId}',
  'databases.getUsage': 'GET /databases/{databaseId}/usage',
  'databases.incrementDocumentAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/documents/{documentId}/{attribute}/increment',
  'databases.list': 'GET /databases',
  'databases.listAttributes': 'GET /databases/{databaseId}/collections/{collectionId}/attributes',
  'databases.listCollectionLogs': 'GET /databases/{databaseId}/collections/{collectionId}/logs',
  'databases.listCollections': 'GET /databases/{databaseId}/collections',
  'databases.listDocumentLogs': 'GET /databases/{databaseId}/collections/{collectionId}/documents/{documentId}/logs',
  'databases.listDocuments': 'GET /databases/{databaseId}/collections/{collectionId}/documents',
  'databases.listIndexes': 'GET /databases/{databaseId}/collections/{collectionId}/indexes',
  'databases.listLogs': 'GET /databases/{databaseId}/logs',
  'databases.listTransactions': 'GET /databases/transactions',
  'databases.listUsage': 'GET /databases/usage',
  'databases.update': 'PUT /databases/{databaseId}',
  'databases.updateBooleanAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/boolean/{key}',
  'databases.updateCollection': 'PUT /databases/{databaseId}/collections/{collectionId}',
  'databases.updateDatetimeAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/datetime/{key}',
  'databases.updateDocument': 'PATCH /databases/{databaseId}/collections/{collectionId}/documents/{documentId}',
  'databases.updateDocuments': 'PATCH /databases/{databaseId}/collections/{collectionId}/documents',
  'databases.updateEmailAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/email/{key}',
  'databases.updateEnumAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/enum/{key}',
  'databases.updateFloatAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/float/{key}',
  'databases.updateIntegerAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/integer/{key}',
  'databases.updateIpAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/ip/{key}',
  'databases.updateLineAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/line/{key}',
  'databases.updatePointAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/point/{key}',
  'databases.updatePolygonAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/polygon/{key}',
  'databases.updateRelationshipAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/{key}/relationship',
  'databases.updateStringAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/string/{key}',
  'databases.updateTransaction': 'PATCH /databases/transactions/{transactionId}',
  'databases.updateUrlAttribute': 'PATCH /databases/{databaseId}/collections/{collectionId}/attributes/url/{key}',
  'databases.upsertDocument': 'PUT /databases/{databaseId}/collections/{collectionId}/documents/{documentId}',
  'databases.upsertDocuments': 'PUT /databases/{databaseId}/collections/{collectionId}/documents',
  'functions.create': 'POST /functions',
  'functions.createDeployment': 'POST /functions/{functionId}/deployments',
  'functions.createDuplicateDeployment': 'POST /functions/{functionId}/deployments/duplicate',
  'functions.createExecution': 'POST /functions/{functionId}/executions',
  'functions.createTemplateDeployment': 'POST /functions/{functionId}/deployments/template',
  'functions.createVariable': 'POST /functions/{functionId}/variables',
  'functions.createVcsDeployment': 'POST /functions/{functionId}/deployments/vcs',
  'functions.delete': 'DELETE /functions/{functionId}',
  'functions.deleteDeployment': 'DELETE /functions/{functionId}/deployments/{deploymentId}',
  'functions.deleteExecution': 'DELETE /functions/{functionId}/executions/{executionId}',
  'functions.deleteVariable': 'DELETE /functions/{functionId}/variables/{variableId}',
  'functions.get': 'GET /functions/{functionId}',
  'functions.getDeployment': 'GET /functions/{functionId}/deployments/{deploymentId}',
  'functions.getDeploymentDownload': 'GET /functions/{functionId}/deployments/{deploymentId}/download',
  'functions.getExecution': 'GET /functions/{functionId}/executions/{executionId}',
  'functions.getTemplate': 'GET /functions/templates/{templateId}',
  'functions.getUsage': 'GET /functions/{functionId}/usage',
  'functions.getVariable': 'GET /functions/{functionId}/variables/{variableId}',
  'functions.list': 'GET /functions',
  'functions.listDeadExecutions': 'GET /functions/{functionId}/executions/dead-letters',
  'functions.listDeployments': 'GET /functions/{functionId}/deployments',
  'functions.listExecutions': 'GET /functions/{functionId}/executions',
  'functions.listRuntimes': 'GET /functions/runtimes',
  'functions.listSpecifications': 'GET /functions/specifications',
  'functions.listTemplates': 'GET /functions/templates',
  'functions.listUsage': 'GET /functions/usage',
  'functions.listVariables': 'GET /functions/{functionId}/variables',
  'functions.retryExecution': 'POST /functions/{functionId}/executions/{executionId}/retry',
  'functions.update': 'PUT /functions/{functionId}',
  'functions.updateDeploymentStatus': 'PATCH /functions/{functionId}/deployments/{deploymentId}/status',
  'functions.updateFunctionDeployment': 'PATCH /functions/{functionId}/deployment',
  'functions.updateVariable': 'PUT /functions/{functionId}/variables/{variableId}',
  'health.get': 'GET /health',
  'health.getAntivirus': 'GET /health/anti-virus',
  'health.getCache': 'GET /health/cache',
  'health.getCertificate': 'GET /health/certificate',
  'health.getDB': 'GET /health/db',
  'health.getFailedJobs': 'GET /health/queue/failed/{name}',
  'health.getPubSub': 'GET /health/pubsub',
  'health.getQueueBuilds': 'GET /health/queue/builds',
  'health.getQueueCertificates': 'GET /health/queue/certificates',
  'health.getQueueDatabases': 'GET /health/queue/databases',
  'health.getQueueDeletes': 'GET /health/queue/deletes',
  'health.getQueueFunctions': 'GET /health/queue/functions',
  'health.getQueueLogs': 'GET /health/queue/logs',
  'health.getQueueMails': 'GET /health/queue/mails',
  'health.getQueueMessaging': 'GET /health/queue/messaging',
  'health.getQueueMigrations': 'GET /health/queue/migrations',
  'health.getQueueStatsResources': 'GET /health/queue/stats-resources',
  'health.getQueueUsage': 'GET /health/queue/stats-usage',
  'health.getQueueWebhooks': 'GET /health/queue/webhooks',
  'health.getStorage': 'GET /health/storage',
  'health.getStorageLocal': 'GET /health/storage/local',
  'health.getTime': 'GET /health/time',
  'locale.get': 'GET /locale',
  'locale.listCodes': 'GET /locale/codes',
  'locale.listContinents': 'GET /locale/continents',
  'locale.listCountries': 'GET /locale/countries',
  'locale.listCountriesEU': 'GET /locale/countries/eu',
  'locale.listCountriesPhones': 'GET /locale/countries/phones',
  'locale.listCurrencies': 'GET /locale/currencies',
  'locale.listLanguages': 'GET /locale/languages',
  'project.createVariable': 'POST /project/variables',
  'project.deleteVariable': 'DELETE /project/variables/{variableId}',
  'project.getTraffic': 'GET /project/traffic',
  'project.getUsage': 'GET /project/usage',
  'project.getVariable': 'GET /project/variables/{variableId}',
  'project.listVariables': 'GET /project/variables',
  'project.updateVariable': 'PUT /project/variables/{variableId}',
  'projects.create': 'POST /projects',
  'projects.createDevKey': 'POST /projects/{projectId}/dev-keys',
  'projects.createJWT': 'POST /projects/{projectId}/jwts',
  'projects.createKey': 'POST /projects/{projectId}/keys',
  'projects.createPlatform': 'POST /projects/{projectId}/platforms',
  'projects.createSmtpTest': 'POST /projects/{projectId}/smtp/tests',
  'projects.createWebhook': 'POST /projects/{projectId}/webhooks',
  'projects.delete': 'DELETE /projects/{projectId}',
  'projects.deleteDevKey': 'DELETE /projects/{projectId}/dev-keys/{keyId}',
  'projects.deleteEmailTemplate': 'DELETE /projects/{projectId}/templates/email/{type}/{locale}',
  'projects.deleteKey': 'DELETE /projects/{projectId}/keys/{keyId}',
  'projects.deletePlatform': 'DELETE /projects/{projectId}/platforms/{platformId}',
  'projects.deleteSmsTemplate': 'DELETE /projects/{projectId}/templates/sms/{type}/{locale}',
  'projects.deleteWebhook': 'DELETE /projects/{projectId}/webhooks/{webhookId}',
  'projects.get': 'GET /projects/{projectId}',
  'projects.getDevKey': 'GET /projects/{projectId}/dev-keys/{keyId}',
  'projects.getEmailTemplate': 'GET /projects/{projectId}/templates/email/{type}/{locale}',
  'projects.getKey': 'GET /projects/{projectId}/keys/{keyId}',
  'projects.getPlatform': 'GET /projects/{projectId}/platforms/{platformId}',
  'projects.getSmsTemplate': 'GET /projects/{projectId}/templates/sms/{type}/{locale}',
  'projects.getWebhook': 'GET /projects/{projectId}/webhooks/{webhookId}',
  'projects.list': 'GET /projects',
  'projects.listAudit': 'GET /projects/{projectId}/audit',
  'projects.listDevKeys': 'GET /projects/{projectId}/dev-keys',
  'projects.listKeys': 'GET /projects/{projectId}/keys',
  'projects.listPlatforms': 'GET /projects/{projectId}/platforms',
  'projects.listWebhookDeliveries': 'GET /projects/{projectId}/webhooks/{webhookId}/deliveries',
  'projects.listWebhooks': 'GET /projects/{projectId}/webhooks',
  'projects.retryWebhookDelivery': 'POST /projects/{projectId}/webhooks/{webhookId}/deliveries/{deliveryId}',
  'projects.update': 'PATCH /projects/{projectId}',
  'projects.updateApiStatus': 'PATCH /projects/{projectId}/api',
  'projects.updateApiStatusAll': 'PATCH /projects/{projectId}/api/all',
  'projects.updateAuthDuration': 'PATCH /projects/{projectId}/auth/duration',
  'projects.updateAuthLimit': 'PATCH /projects/{projectId}/auth/limit',
  'projects.updateAuthPasswordDictionary': 'PATCH /projects/{projectId}/auth/password-dictionary',
  'projects.updateAuthPasswordHistory': 'PATCH /projects/{projectId}/auth/password-history',
  'projects.updateAuthSessionsLimit': 'PATCH /projects/{projectId}/auth/max-sessions',
  'projects.updateAuthStatus': 'PATCH /projects/{projectId}/auth/{method}',
  'projects.updateDevKey': 'PUT /projects/{projectId}/dev-keys/{keyId}',
  'projects.updateEmailTemplate': 'PATCH /projects/{projectId}/templates/email/{type}/{locale}',
  'projects.updateKey': 'PUT /projects/{projectId}/keys/{keyId}',
  'projects.updateMembershipsPrivacy': 'PATCH /projects/{projectId}/auth/memberships-privacy',
  'projects.updateMockNumbers': 'PATCH /projects/{projectId}/auth/mock-numbers',
  'projects.updateOAuth2': 'PATCH /projects/{projectId}/oauth2',
  'projects.updatePersonalDataCheck': 'PATCH /projects/{projectId}/auth/personal-data',
  'projects.updatePlatform': 'PUT /projects/{projectId}/platforms/{platformId}',
  'projects.updateServiceStatus': 'PATCH /projects/{projectId}/service',
  'projects.updateServiceStatusAll': 'PATCH /projects/{projectId}/service/all',
  'projects.updateSessionAlerts': 'PATCH /projects/{projectId}/auth/session-alerts',
  'projects.updateSessionInvalidation': 'PATCH /projects/{projectId}/auth/session-invalidation',
  'projects.updateSmsTemplate': 'PATCH /projects/{projectId}/templates/sms/{type}/{locale}',
  'projects.updateSmtp': 'PATCH /projects/{projectId}/smtp',
  'projects.updateTeam': 'PATCH /projects/{projectId}/team',
  'projects.updateWebhook': 'PUT /projects/{projectId}/webhooks/{webhookId}',
  'projects.updateWebhookSignature': 'PATCH /projects/{projectId}/webhooks/{webhookId}/signature',
  'proxy.createFunctionRule': 'POST /proxy/rules/function',
  'proxy.deleteRule': 'DELETE /proxy/rules/{ruleId}',
  'proxy.getRule': 'GET /proxy/rules/{ruleId}',
  'proxy.listRules': 'GET /proxy/rules',
  'storage.createBucket': 'POST /storage/buckets',
  'storage.createFile': 'POST /storage/buckets/{bucketId}/files',
  'storage.deleteBucket': 'DELETE /storage/buckets/{bucketId}',
  'storage.deleteFile': 'DELETE /storage/buckets/{bucketId}/files/{fileId}',
  'storage.getBucket': 'GET /storage/buckets/{bucketId}',
  'storage.getBucketUsage': 'GET /storage/{bucketId}/usage',
  'storage.getFile': 'GET /storage/buckets/{bucketId}/files/{fileId}',
  'storage.getFileDownload': 'GET /storage/buckets/{bucketId}/files/{fileId}/download',
  'storage.getFilePreview': 'GET /storage/buckets/{bucketId}/files/{fileId}/preview',
  'storage.getFileView': 'GET /storage/buckets/{bucketId}/files/{fileId}/view',
  'storage.getUsage': 'GET /storage/usage',
  'storage.listBuckets': 'GET /storage/buckets',
  'storage.listFiles': 'GET /storage/buckets/{bucketId}/files',
  'storage.updateBucket': 'PUT /storage/buckets/{bucketId}',
  'storage.updateFile': 'PUT /storage/buckets/{bucketId}/files/{fileId}',
  'tablesDB.create': 'POST /tablesdb',
  'tablesDB.createBooleanColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/boolean',
  'tablesDB.createDatetimeColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/datetime',
  'tablesDB.createEmailColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/email',
  'tablesDB.createEnumColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/enum',
  'tablesDB.createFloatColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/float',
  'tablesDB.createIndex': 'POST /tablesdb/{databaseId}/tables/{tableId}/indexes',
  'tablesDB.createIntegerColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/integer',
  'tablesDB.createIpColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/ip',
  'tablesDB.createLineColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/line',
  'tablesDB.createOperations': 'POST /tablesdb/transactions/{transactionId}/operations',
  'tablesDB.createPointColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/point',
  'tablesDB.createPolygonColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/polygon',
  'tablesDB.createRelationshipColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/relationship',
  'tablesDB.createRow': 'POST /tablesdb/{databaseId}/tables/{tableId}/rows',
  'tablesDB.createStringColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/string',
  'tablesDB.createTable': 'POST /tablesdb/{databaseId}/tables',
  'tablesDB.createTransaction': 'POST /tablesdb/transactions',
  'tablesDB.createUrlColumn': 'POST /tablesdb/{databaseId}/tables/{tableId}/columns/url',
  'tablesDB.decrementRowColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/rows/{rowId}/{column}/decrement',
  'tablesDB.delete': 'DELETE /tablesdb/{databaseId}',
  'tablesDB.deleteColumn': 'DELETE /tablesdb/{databaseId}/tables/{tableId}/columns/{key}',
  'tablesDB.deleteIndex': 'DELETE /tablesdb/{databaseId}/tables/{tableId}/indexes/{key}',
  'tablesDB.deleteRow': 'DELETE /tablesdb/{databaseId}/tables/{tableId}/rows/{rowId}',
  'tablesDB.deleteRows': 'DELETE /tablesdb/{databaseId}/tables/{tableId}/rows',
  'tablesDB.deleteTable': 'DELETE /tablesdb/{databaseId}/tables/{tableId}',
  'tablesDB.deleteTransaction': 'DELETE /tablesdb/transactions/{transactionId}',
  'tablesDB.get': 'GET /tablesdb/{databaseId}',
  'tablesDB.getColumn': 'GET /tablesdb/{databaseId}/tables/{tableId}/columns/{key}',
  'tablesDB.getIndex': 'GET /tablesdb/{databaseId}/tables/{tableId}/indexes/{key}',
  'tablesDB.getRow': 'GET /tablesdb/{databaseId}/tables/{tableId}/rows/{rowId}',
  'tablesDB.getTable': 'GET /tablesdb/{databaseId}/tables/{tableId}',
  'tablesDB.getTableProgress': 'GET /tablesdb/{databaseId}/tables/{tableId}/progress',
  'tablesDB.getTableUsage': 'GET /tablesdb/{databaseId}/tables/{tableId}/usage',
  'tablesDB.getTransaction': 'GET /tablesdb/transactions/{transactionId}',
  'tablesDB.getUsage': 'GET /tablesdb/{databaseId}/usage',
  'tablesDB.incrementRowColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/rows/{rowId}/{column}/increment',
  'tablesDB.list': 'GET /tablesdb',
  'tablesDB.listColumns': 'GET /tablesdb/{databaseId}/tables/{tableId}/columns',
  'tablesDB.listIndexes': 'GET /tablesdb/{databaseId}/tables/{tableId}/indexes',
  'tablesDB.listRowLogs': 'GET /tablesdb/{databaseId}/tables/{tableId}/rows/{rowId}/logs',
  'tablesDB.listRows': 'GET /tablesdb/{databaseId}/tables/{tableId}/rows',
  'tablesDB.listTableLogs': 'GET /tablesdb/{databaseId}/tables/{tableId}/logs',
  'tablesDB.listTables': 'GET /tablesdb/{databaseId}/tables',
  'tablesDB.listTransactions': 'GET /tablesdb/transactions',
  'tablesDB.listUsage': 'GET /tablesdb/usage',
  'tablesDB.update': 'PUT /tablesdb/{databaseId}',
  'tablesDB.updateBooleanColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/boolean/{key}',
  'tablesDB.updateDatetimeColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/datetime/{key}',
  'tablesDB.updateEmailColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/email/{key}',
  'tablesDB.updateEnumColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/enum/{key}',
  'tablesDB.updateFloatColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/float/{key}',
  'tablesDB.updateIntegerColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/integer/{key}',
  'tablesDB.updateIpColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/ip/{key}',
  'tablesDB.updateLineColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/line/{key}',
  'tablesDB.updatePointColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/point/{key}',
  'tablesDB.updatePolygonColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/polygon/{key}',
  'tablesDB.updateRelationshipColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/{key}/relationship',
  'tablesDB.updateRow': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/rows/{rowId}',
  'tablesDB.updateRows': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/rows',
  'tablesDB.updateStringColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/string/{key}',
  'tablesDB.updateTable': 'PUT /tablesdb/{databaseId}/tables/{tableId}',
  'tablesDB.updateTransaction': 'PATCH /tablesdb/transactions/{transactionId}',
  'tablesDB.updateUrlColumn': 'PATCH /tablesdb/{databaseId}/tables/{tableId}/columns/url/{key}',
  'tablesDB.upsertRow': 'PUT /tablesdb/{databaseId}/tables/{tableId}/rows/{rowId}',
  'tablesDB.upsertRows': 'PUT /tablesdb/{databaseId}/tables/{tableId}/rows',
  'teams.create': 'POST /teams',
  'teams.createMembership': 'POST /teams/{teamId}/memberships',
  'teams.delete': 'DELETE /teams/{teamId}',
  'teams.deleteMembership': 'DELETE /teams/{teamId}/memberships/{membershipId}',
  'teams.get': 'GET /teams/{teamId}',
  'teams.getMembership': 'GET /teams/{teamId}/memberships/{membershipId}',
  'teams.getPrefs': 'GET /teams/{teamId}/prefs',
  'teams.list': 'GET /teams',
  'teams.listLogs': 'GET /teams/{teamId}/logs',
  'teams.listMemberships': 'GET /teams/{teamId}/memberships',
  'teams.updateMembership': 'PATCH /teams/{teamId}/memberships/{membershipId}',
  'teams.updateMembershipStatus': 'PATCH /teams/{teamId}/memberships/{membershipId}/status',
  'teams.updateName': 'PUT /teams/{teamId}',
  'teams.updatePrefs': 'PUT /teams/{teamId}/prefs',
  'tokens.createFileToken': 'POST /tokens/buckets/{bucketId}/files/{fileId}',
  'tokens.delete': 'DELETE /tokens/{tokenId}',
  'tokens.get': 'GET /tokens/{tokenId}',
  'tokens.list': 'GET /tokens/buckets/{bucketId}/files/{fileId}',
  'tokens.update': 'PATCH /tokens/{tokenId}',
  'users.create': 'POST /users',
  'users.createArgon2User': 'POST /users/argon2',
  'users.createBcryptUser': 'POST /users/bcrypt',
  'users.createJWT': 'POST /users/{userId}/jwts',
  'users.createMD5User': 'POST /users/md5',
  'users.createMfaRecoveryCodes': 'PATCH /users/{userId}/mfa/recovery-codes',
  'users.createPHPassUser': 'POST /users/phpass',
  'users.createSHAUser': 'POST /users/sha',
  'users.createScryptModifiedUser': 'POST /users/scrypt-modified',
  'users.createScryptUser': 'POST /users/scrypt',
  'users.createSession': 'POST /users/{userId}/sessions',
  'users.createTarget': 'POST /users/{userId}/targets',
  'users.createToken': 'POST /users/{userId}/tokens',
  'users.delete': 'DELETE /users/{userId}',
  'users.deleteIdentity': 'DELETE /users/identities/{identityId}',
  'users.deleteMfaAuthenticator': 'DELETE /users/{userId}/mfa/authenticators/{type}',
  'users.deleteSession': 'DELETE /users/{userId}/sessions/{sessionId}',
  'users.deleteSessions': 'DELETE /users/{userId}/sessions',
  'users.deleteTarget': 'DELETE /users/{userId}/targets/{targetId}',
  'users.get': 'GET /users/{userId}',
  'users.getMfaRecoveryCodes': 'GET /users/{userId}/mfa/recovery-codes',
  'users.getPrefs': 'GET /users/{userId}/prefs',
  'users.getTarget': 'GET /users/{userId}/targets/{targetId}',
  'users.getUsage': 'GET /users/usage',
  'users.list': 'GET /users',
  'users.listIdentities': 'GET /users/identities',
  'users.listLogs': 'GET /users/{userId}/logs',
  'users.listMemberships': 'GET /users/{userId}/memberships',
  'users.listMfaFactors': 'GET /users/{userId}/mfa/factors',
  'users.listSessions': 'GET /users/{userId}/sessions',
  'users.listTargets': 'GET /users/{userId}/targets',
  'users.updateEmail': 'PATCH /users/{userId}/email',
  'users.updateEmailVerification': 'PATCH /users/{userId}/verification',
  'users.updateLabels': 'PUT /users/{userId}/labels',
  'users.updateMfa': 'PATCH /users/{userId}/mfa',
  'users.updateMfaRecoveryCodes': 'PUT /users/{userId}/mfa/recovery-codes',
  'users.updateName': 'PATCH /users/{userId}/name',
  'users.updatePassword': 'PATCH /users/{userId}/password',
  'users.updatePhone': 'PATCH /users/{userId}/phone',
  'users.updatePhoneVerification': 'PATCH /users/{userId}/verification/phone',
  'users.updatePrefs': 'PATCH /users/{userId}/prefs',
  'users.updateStatus': 'PATCH /users/{userId}/status',
  'users.updateTarget': 'PATCH /users/{userId}/targets/{targetId}',
}

/** The scopes that a key of a project can have. */
export const keyScopes = ['assistant.read', 'attributes.read', 'attributes.write', 'avatars.read', 'buckets.read', 'buckets.write', 'collections.read', 'collections.write', 'columns.read', 'columns.write', 'databases.read', 'databases.write', 'documents.read', 'documents.write', 'execution.read', 'execution.write', 'files.read', 'files.write', 'functions.read', 'functions.write', 'health.read', 'indexes.read', 'indexes.write', 'locale.read', 'log.read', 'log.write', 'messages.read', 'messages.write', 'migrations.read', 'migrations.write', 'providers.read', 'providers.write', 'rows.read', 'rows.write', 'rules.read', 'rules.write', 'sessions.write', 'sites.read', 'sites.write', 'subscribers.read', 'subscribers.write', 'tables.read', 'tables.write', 'targets.read', 'targets.write', 'teams.read', 'teams.write', 'tokens.read', 'tokens.write', 'topics.read', 'topics.write', 'users.read', 'users.write', 'vcs.read', 'vcs.write'] as const

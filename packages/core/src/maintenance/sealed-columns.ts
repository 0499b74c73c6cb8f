/**
 * Every column that holds what `Secrets.encrypt` made, in tables with a `sequence`. A feature that seals a new one names
 * it here, so that secrets can be rotated. Settings of projects and encrypted columns of rows are found by `rotation.ts`.
 */
export const sealedColumns = {
  platform: {
    apiKeys: ['secret'],
    devKeys: ['secret'],
    webhooks: ['httpPass', 'signatureKey'],
  },
  project: {
    deployments: ['sourceSealedKey', 'buildSealedKey'],
    executions: ['sealedInput'],
    fileChunks: ['sealedKey'],
    files: ['sealedKey'],
    identities: ['providerAccessToken', 'providerRefreshToken'],
    mails: ['content'],
    previews: ['sealedKey'],
    rowOperations: ['data'],
    sessions: ['providerAccessToken', 'providerRefreshToken'],
    smsMessages: ['content'],
    users: ['totpSecret', 'recoveryCodes'],
    variables: ['value'],
  },
} as const satisfies Readonly<Record<'platform' | 'project', Readonly<Record<string, readonly string[]>>>>

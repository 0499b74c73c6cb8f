import { LocalDevice } from '@basalt/devices'
import { checkAntivirus, checkCache, checkDatabase, checkPubSub, checkStorage, checkTime } from '@basalt/core/health'
import { endpoint } from '#http/endpoint.ts'
import { apiVersion } from '#http/api-version.ts'

const common = { auth: ['key'], scopes: ['health.read'], params: {}, errors: ['general_server_error'] } as const

export const healthGet = endpoint({
  id: 'health.get',
  route: 'GET /v1/health',
  summary: 'Get HTTP',
  auth: ['key'],
  scopes: ['health.read'],
  params: {},
  response: { status: 200, model: 'healthStatus' },
  handler: () => ({ name: 'http', ping: 0, status: 'pass' }),
})

export const healthGetVersion = endpoint({
  id: '_get.v1.health.version',
  route: 'GET /v1/health/version',
  summary: 'Get version',
  auth: [],
  scopes: ['public'],
  params: {},
  response: { status: 200, model: 'healthVersion' },
  handler: () => ({ version: apiVersion }),
})

export const healthGetDatabase = endpoint({
  ...common,
  id: 'health.getDB',
  route: 'GET /v1/health/db',
  summary: 'Get DB',
  response: { status: 200, model: 'healthStatusList' },
  handler: ({ services }) => checkDatabase(services.database.platform),
})

export const healthGetCache = endpoint({
  ...common,
  id: 'health.getCache',
  route: 'GET /v1/health/cache',
  summary: 'Get cache',
  response: { status: 200, model: 'healthStatusList' },
  handler: ({ services }) => checkCache(services.bus),
})

export const healthGetPubSub = endpoint({
  ...common,
  id: 'health.getPubSub',
  route: 'GET /v1/health/pubsub',
  summary: 'Get pubsub',
  response: { status: 200, model: 'healthStatusList' },
  handler: ({ services }) => checkPubSub(services.bus),
})

export const healthGetTime = endpoint({
  ...common,
  id: 'health.getTime',
  route: 'GET /v1/health/time',
  summary: 'Get time',
  response: { status: 200, model: 'healthTime' },
  handler: ({ services }) => checkTime(services.config.timeServer),
})

export const healthGetStorageLocal = endpoint({
  ...common,
  id: 'health.getStorageLocal',
  route: 'GET /v1/health/storage/local',
  summary: 'Get local storage',
  response: { status: 200, model: 'healthStatus' },
  handler: ({ services }) => checkStorage(new LocalDevice(services.config.dataFolder)),
})

export const healthGetStorage = endpoint({
  ...common,
  id: 'health.getStorage',
  route: 'GET /v1/health/storage',
  summary: 'Get storage',
  response: { status: 200, model: 'healthStatus' },
  handler: ({ services }) => checkStorage(services.storage.device),
})

export const healthGetAntivirus = endpoint({
  ...common,
  id: 'health.getAntivirus',
  route: 'GET /v1/health/anti-virus',
  summary: 'Get antivirus',
  response: { status: 200, model: 'healthAntivirus' },
  handler: ({ services }) => checkAntivirus(services.storage.antivirus),
})

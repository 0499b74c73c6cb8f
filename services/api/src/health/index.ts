import type { Endpoint } from '#http/endpoint.ts'
import { healthGetCertificate } from './certificate.ts'
import { queueEndpoints } from './queues.ts'
import {
  healthGet,
  healthGetAntivirus,
  healthGetCache,
  healthGetDatabase,
  healthGetPubSub,
  healthGetStorage,
  healthGetStorageLocal,
  healthGetTime,
  healthGetVersion,
} from './stores.ts'

export const healthEndpoints: readonly Endpoint[] = [
  healthGet,
  healthGetVersion,
  healthGetDatabase,
  healthGetCache,
  healthGetPubSub,
  healthGetTime,
  healthGetStorage,
  healthGetStorageLocal,
  healthGetAntivirus,
  healthGetCertificate,
  ...queueEndpoints,
]

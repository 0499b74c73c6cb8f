import { fail } from '@basalt/types'
import type { RequestFacts } from './request.ts'

const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/

/** Chunks after the first name their upload in a header. @throws `storage_invalid_appwrite_id` */
export function uploadId({ headers }: RequestFacts, inForm: string): string {
  const id = headers['x-appwrite-id']
  if (id === undefined || id === '') return inForm
  if (!idPattern.test(id)) throw fail('storage_invalid_appwrite_id')
  return id
}

import type { Schema } from '@basalt/database'
import { fail } from '@basalt/types'
import { readContentRange, ReceivedFile, type Storage, storeReceived } from '../storage/index.ts'
import { codePlace } from './new-deployment.ts'
import { getFunctionRow } from './rows.ts'

type Destination = {
  readonly schema: Schema
  readonly storage: Storage
  readonly functionId: string
  /** What the request says of the chunk that it brings; undefined where it brings all of the code. */
  readonly contentRange: string | undefined
}

/** Puts code on the device as it comes. Never throws: what kept it from being stored is told to who takes it. */
export function receiveCode(
  { schema, storage, functionId, contentRange }: Destination,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ReceivedFile> {
  return ReceivedFile.of(schema, name, async () => {
    const range = readContentRange(contentRange)
    await getFunctionRow(schema, functionId)
    if (!name.toLowerCase().endsWith('.gz')) throw fail('storage_file_type_unsupported', { name: name.slice(-20) })
    // Chunks lie as they are: once all have come they are made one object, which is sealed.
    const wanted = { place: codePlace, sealsChunks: false, most: storage.maxFileBytes, range }
    return storeReceived({ schema, storage }, wanted, bytes)
  })
}

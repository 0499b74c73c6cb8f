import { receiveFile, uploadFile } from '@basalt/core/storage'

type Destination = Parameters<typeof receiveFile>[0]

/** Makes a file of bytes, as the API does for one request. */
export async function uploaded(destination: Destination, fileId: string, bytes: AsyncIterable<Uint8Array>) {
  await using file = await receiveFile(destination, `${fileId}.png`, bytes)
  const { bucketId } = destination
  const context = { ...destination, record: async () => undefined }
  return uploadFile(context, { bucketId, fileId, permissions: null, file, isWhole: true })
}

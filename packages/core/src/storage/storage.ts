import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '@basalt/config'
import { type Device, LocalDevice, removeLeftovers, S3Device } from '@basalt/devices'
import type { Secrets } from '../secrets/index.ts'
import { Antivirus } from './antivirus.ts'

/** What handling files needs beside the database. */
export type Storage = {
  readonly device: Device
  readonly secrets: Secrets
  /** The most that one file may have in this installation. */
  readonly maxFileBytes: number
  /** The most that previews of one project may take on the device; 0: none are kept there. */
  readonly previewCacheBytes: number
  /** Null where no scanner is set up: files of all buckets are taken as they are. */
  readonly antivirus: Antivirus | null
}

export function openStorage(config: Config, secrets: Secrets): Storage {
  const { s3, maxFileBytes, previewCacheBytes, antivirusUrl } = config.storage
  return {
    device: s3 ? new S3Device(s3) : new LocalDevice(config.dataFolder),
    secrets,
    maxFileBytes,
    previewCacheBytes,
    antivirus: antivirusUrl === null ? null : new Antivirus(antivirusUrl),
  }
}

/** Where the files of requests lie while those are answered. */
export function uploadsFolder({ dataFolder }: Pick<Config, 'dataFolder'>): string {
  return join(dataFolder, '.uploads')
}

/** No request and no write of an object takes that long. */
const leftoverMs = 24 * 60 * 60 * 1000

/** Removes what processes that were killed left of uploads. @returns how many of them */
export async function removeBrokenUploads(config: Config, { device }: Storage): Promise<number> {
  const before = new Date(Date.now() - leftoverMs)
  return (await removeLeftovers(uploadsFolder(config), before)) + (await device.sweep(before))
}

/** Removes the bytes of all files of a project that is gone. */
export async function removeProjectFiles({ device }: Storage, schema: string): Promise<void> {
  await device.deleteAll(`files/${schema}`)
}

/** A key that was never used before. What belongs to one project lies under the name of its schema. */
export function newObjectKey(schema: string, folder: string): string {
  return `files/${schema}/${folder}/${randomBytes(16).toString('hex')}`
}

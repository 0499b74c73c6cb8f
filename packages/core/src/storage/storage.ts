import { randomBytes } from 'node:crypto'
import type { Config } from '@basalt/config'
import { type Device, LocalDevice } from '@basalt/devices'
import type { Secrets } from '../secrets/index.ts'

/** What handling files needs beside the database. */
export type Storage = {
  readonly device: Device
  readonly secrets: Secrets
  /** The most that one file may have in this installation. */
  readonly maxFileBytes: number
}

export function openStorage(config: Config, secrets: Secrets): Storage {
  return { device: new LocalDevice(config.dataFolder), secrets, maxFileBytes: config.storage.maxFileBytes }
}

/** Removes the bytes of all files of a project that is gone. */
export async function removeProjectFiles({ device }: Storage, schema: string): Promise<void> {
  await device.deleteAll(`files/${schema}`)
}

/** A key that was never used before. What belongs to one project lies under the name of its schema. */
export function newObjectKey(schema: string, folder: string): string {
  return `files/${schema}/${folder}/${randomBytes(16).toString('hex')}`
}

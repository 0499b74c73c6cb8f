import * as z from 'zod'
import { networkName } from './names.ts'

export const labels = {
  executor: 'basalt.executor',
  project: 'basalt.project',
  deployment: 'basalt.deployment',
} as const

const megabyte = 1024 * 1024
const id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/)
const mount = {
  Target: z.string().regex(/^\/(?:usr\/local|run|home)\/[a-z/]+$/),
  ReadOnly: z.boolean(),
}

/** A folder of the executor's own volume; the engine sees to it that no link in the path leads out of it. */
const volumeMount = z.strictObject({
  ...mount,
  Type: z.literal('volume'),
  Source: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]+$/),
  VolumeOptions: z.strictObject({ NoCopy: z.literal(true), Subpath: z.string().regex(/^[\w.~-]+(?:\/[\w.~-]+)*$/) }),
})

/** Of an executor that runs on the machine itself. The engine proxy refuses it. */
const bindMount = z.strictObject({ ...mount, Type: z.literal('bind'), Source: z.string().startsWith('/') })

const limit = (name: string, max: number) =>
  z.strictObject({ Name: z.literal(name), Soft: z.number().min(0).max(max), Hard: z.number().min(0).max(max) })

/**
 * Body of `POST /containers/create` (Docker Engine API 1.45): the only one that functions and builds are started with, and
 * the only one that the engine proxy lets through. Whatever is not named here has the engine's default or is refused.
 */
export const containerSpec = z.strictObject({
  Image: z.string(),
  // Root in a container is root of the machine to whoever gets out.
  User: z.string().regex(/^[1-9]\d{0,9}:[1-9]\d{0,9}$/),
  Hostname: z.literal('function'),
  WorkingDir: z.string().startsWith('/'),
  Env: z.array(z.string()),
  Entrypoint: z.tuple([z.literal('/bin/sh'), z.literal('-c')]),
  Cmd: z.tuple([z.string()]),
  Labels: z.strictObject({ [labels.executor]: id, [labels.project]: id, [labels.deployment]: id }),
  HostConfig: z.strictObject({
    NetworkMode: z.literal(networkName),
    ExtraHosts: z.array(z.string().regex(/^basalt\.internal:[\d.]+$/)).max(1),
    ReadonlyRootfs: z.literal(true),
    CapDrop: z.tuple([z.literal('ALL')]),
    SecurityOpt: z.tuple([z.literal('no-new-privileges')]),
    Init: z.literal(true),
    PidsLimit: z.number().int().min(1).max(4096),
    Memory: z
      .number()
      .int()
      .min(16 * megabyte),
    MemorySwap: z
      .number()
      .int()
      .min(16 * megabyte),
    NanoCpus: z.number().int().min(1),
    Tmpfs: z.strictObject({ '/tmp': z.string().regex(/^rw,exec,nosuid,nodev,mode=1777,size=\d+m$/) }),
    Ulimits: z.tuple([limit('nofile', 65_536), limit('core', 0), limit('fsize', 1e12)]),
    // Output goes to whoever is attached, not to a disk.
    LogConfig: z.strictObject({ Type: z.literal('none') }),
    Mounts: z.array(z.discriminatedUnion('Type', [volumeMount, bindMount])).max(8),
  }),
})

export type ContainerSpec = z.infer<typeof containerSpec>

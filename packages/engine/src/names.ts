import * as z from 'zod'

/** Of Docker 26, the first that mounts a folder of a volume. */
export const apiVersion = 'v1.45'

/** Of everything that is started for functions: what the engine proxy lets nobody go beyond. */
const prefix = 'basalt-fn-'
export const containerPattern = /^basalt-fn-[A-Za-z0-9_-]{1,64}$/

export function containerName(id: string): string {
  return `${prefix}${id}`
}

/** The network of functions, shared by all of them: it keeps them apart from each other. */
export const networkName = 'basalt-functions'

/** Body of `POST /networks/create`. Masquerading is the way out to the internet. */
export const networkSpec = z.strictObject({
  Name: z.literal(networkName),
  Driver: z.literal('bridge'),
  Options: z.strictObject({
    'com.docker.network.bridge.enable_icc': z.literal('false'),
    'com.docker.network.bridge.enable_ip_masquerade': z.enum(['true', 'false']),
  }),
})

export type NetworkSpec = z.infer<typeof networkSpec>

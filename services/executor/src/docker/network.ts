import { type Engine, EngineError, networkName, type NetworkSpec } from '@basalt/engine'

type Found = {
  readonly Options: Readonly<Record<string, string>>
  readonly IPAM: { readonly Config: readonly { readonly Gateway?: string }[] }
}

const masquerade = 'com.docker.network.bridge.enable_ip_masquerade'

/**
 * Makes the network of functions if it is not there, or not as it should be: no function reaches another one, and none the
 * networks of the other services. The internet only where masquerading is on.
 * @returns the machine's own address on it, behind which the ingress is published
 */
export async function ensureNetwork(engine: Engine, internet: boolean): Promise<string> {
  const found = await find(engine)
  if (found !== null) {
    if (found.Options[masquerade] === String(internet)) return gatewayOf(found)
    await engine.call('DELETE', `/networks/${networkName}`)
  }
  const spec: NetworkSpec = {
    Name: networkName,
    Driver: 'bridge',
    Options: {
      'com.docker.network.bridge.enable_icc': 'false',
      [masquerade]: internet ? 'true' : 'false',
    },
  }
  await engine.call('POST', '/networks/create', { body: spec }).catch((error: unknown) => {
    // Another executor was faster.
    if (!(error instanceof EngineError && error.status === 409)) throw error
  })
  const made = await find(engine)
  if (made === null) throw new EngineError(404, 'The network of functions was removed while it was made.')
  return gatewayOf(made)
}

async function find(engine: Engine): Promise<Found | null> {
  try {
    return (await engine.call('GET', `/networks/${networkName}`)) as Found // the engine's own shape
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return null
    throw error
  }
}

function gatewayOf({ IPAM }: Found): string {
  const gateway = IPAM.Config.map(({ Gateway }) => Gateway).find((one) => one !== undefined && !one.includes(':'))
  if (gateway === undefined) throw new EngineError(500, 'The network of functions has no IPv4 gateway.')
  return gateway.replace(/\/\d+$/, '')
}

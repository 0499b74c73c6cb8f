export const handedOver: boolean
export const launched: boolean
export function whenLauncherIsGone(callback: () => void): void
export function launcherPid(): number

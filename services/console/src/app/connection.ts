import { useSyncExternalStore } from 'react'

let online = true
const listeners = new Set<() => void>()

/** Called by whatever has just reached the server, or failed to. */
export function setOnline(value: boolean): void {
  if (online === value) return
  online = value
  for (const listener of listeners) listener()
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => online,
  )
}

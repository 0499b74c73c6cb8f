import { useCallback, useEffect, useRef, useState } from 'react'
import { apiOf, endpoint } from '#api/client.ts'

/** One event, as apps get it. */
export type Heard = {
  /** Counts up, as events have no id of their own to be told apart by. */
  readonly number: number
  readonly name: string
  readonly channels: readonly string[]
  readonly timestamp: string
  readonly payload: unknown
}

export type Listener = {
  readonly as: 'admin' | 'user' | 'guest'
  readonly userId: string
  readonly channels: readonly string[]
}
export type State = 'off' | 'opening' | 'open' | 'lost'

/** Older ones are let go. */
const maxHeard = 200
const pingMs = 20_000

type Frame = {
  readonly type: string
  readonly data?: {
    readonly events?: readonly string[]
    readonly channels?: readonly string[]
    readonly timestamp?: string
    readonly payload?: unknown
    readonly message?: string
    readonly to?: string
  }
}

/** A connection to the realtime of a project, as somebody; it ends with the page. */
export function useListening(projectId: string) {
  const [state, setState] = useState<State>('off')
  const [error, setError] = useState<Error | null>(null)
  const [heard, setHeard] = useState<readonly Heard[]>([])
  const paused = useRef(false)
  const count = useRef(0)
  const end = useRef<() => void>(() => {})

  useEffect(() => () => end.current(), [])

  const stop = useCallback(() => {
    end.current()
    setState('off')
  }, [])

  const start = useCallback(
    async (listener: Listener) => {
      end.current()
      setError(null)
      const jwt = listener.as === 'user' ? await jwtOf(projectId, listener.userId) : ''
      setState('opening')
      const socket = new WebSocket(addressOf(projectId, listener))
      const send = (message: object): void => socket.send(JSON.stringify(message))
      const ping = setInterval(() => socket.readyState === WebSocket.OPEN && send({ type: 'ping' }), pingMs)
      let isOver = false
      end.current = () => {
        isOver = true
        clearInterval(ping)
        socket.close()
      }
      const subscribe = (): void =>
        send({ type: 'subscribe', data: [{ subscriptionId: 'inspector', channels: listener.channels, queries: [] }] })
      socket.addEventListener('message', ({ data: text }) => {
        const { type, data = {} } = JSON.parse(String(text)) as Frame // our own server's
        if (type === 'connected') {
          if (jwt === '') subscribe()
          else send({ type: 'authentication', data: { jwt } })
        } else if (type === 'response' && data.to === 'authentication') subscribe()
        else if (type === 'response' && data.to === 'subscribe') setState('open')
        else if (type === 'error') setError(new Error(data.message ?? ''))
        else if (type === 'event' && !paused.current) {
          const { events = [], channels = [], timestamp = '', payload } = data
          const event = { number: ++count.current, name: nameOf(events), channels, timestamp, payload }
          setHeard((before) => [event, ...before].slice(0, maxHeard))
        }
      })
      socket.addEventListener('close', () => {
        clearInterval(ping)
        if (!isOver) setState('lost')
      })
    },
    [projectId],
  )

  return {
    state,
    error,
    heard,
    start,
    stop,
    clear: useCallback(() => setHeard([]), []),
    pause: useCallback((isPaused: boolean) => {
      paused.current = isPaused
    }, []),
  }
}

/** The most specific name; of rows the one in the words of tables. */
function nameOf(events: readonly string[]): string {
  return events.find((name) => name.includes('.tables.') && !name.includes('*')) ?? events[0] ?? ''
}

async function jwtOf(projectId: string, userId: string): Promise<string> {
  const { jwt } = await apiOf(projectId).call('users.createJWT', { userId })
  return jwt
}

/** Only the administrator is known by the console's cookie; everybody else begins as a guest. */
function addressOf(projectId: string, { as }: Listener): string {
  const url = new URL(`${endpoint.replace(/^http/, 'ws')}/realtime`)
  url.searchParams.set('project', projectId)
  if (as === 'admin') url.searchParams.set('mode', 'admin')
  return url.href
}

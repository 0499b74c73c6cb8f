import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { Toast } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import { t } from '#texts'
import { IconButton } from './button.tsx'

type Message = { readonly id: number; readonly text: string; readonly tone: 'good' | 'bad' }

let messages: readonly Message[] = []
let next = 1
const listeners = new Set<() => void>()

function set(changed: readonly Message[]): void {
  messages = changed
  for (const listener of listeners) listener()
}

/** Says in passing what has been done, or what has failed where no form can show it. */
export function toast(text: string, tone: Message['tone'] = 'good'): void {
  set([...messages.slice(-3), { id: next++, text, tone }])
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => messages,
  )
  return (
    <Toast.Provider duration={5000} label={t.common.notification}>
      {shown.map(({ id, text, tone }) => {
        const Icon = tone === 'good' ? CircleCheck : CircleAlert
        return (
          <Toast.Root
            key={id}
            onOpenChange={(open) => !open && set(messages.filter((one) => one.id !== id))}
            className="flex items-start gap-3 rounded-md border border-line bg-raised py-3 pr-2 pl-4 shadow-xl"
          >
            <Icon className={`mt-0.5 size-4 shrink-0 ${tone === 'good' ? 'text-good' : 'text-bad'}`} aria-hidden />
            <Toast.Description className="min-w-0 flex-1 break-words">{text}</Toast.Description>
            <Toast.Close asChild>
              <IconButton icon={X} label={t.common.close} className="-my-1" />
            </Toast.Close>
          </Toast.Root>
        )
      })}
      <Toast.Viewport className="fixed right-4 bottom-4 z-[60] grid w-[calc(100vw-2rem)] max-w-sm gap-2 outline-none" />
    </Toast.Provider>
  )
}

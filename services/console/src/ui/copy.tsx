import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { t } from '#texts'
import { cx } from './classes.ts'

const shownMs = 1500

function useCopied(text: string): readonly [boolean, () => void] {
  const [copied, setCopied] = useState(false)
  return [
    copied,
    () => {
      void navigator.clipboard.writeText(text).then(() => {
        setCopied(true)
        setTimeout(() => setCopied(false), shownMs)
      })
    },
  ]
}

/** An id that a click copies. */
export function CopyId({ value, label = 'ID' }: { readonly value: string; readonly label?: string }) {
  const [copied, copy] = useCopied(value)
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      onClick={(event) => {
        event.preventDefault()
        event.stopPropagation()
        copy()
      }}
      aria-label={copied ? t.common.copied : t.common.copy(`${label} ${value}`)}
      className="inline-flex max-w-full items-center gap-1.5 rounded border border-line bg-sunken px-1.5 py-px font-mono text-xs text-soft hover:border-line-strong hover:text-ink"
    >
      <span className="truncate">{value}</span>
      <Icon className={cx('size-3 shrink-0', copied && 'text-good')} aria-hidden />
    </button>
  )
}

/** A piece of code with a button that copies it. */
export function Code({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, copy] = useCopied(text)
  const Icon = copied ? Check : Copy
  return (
    <div className="relative min-w-0 rounded-md border border-line bg-sunken">
      <pre tabIndex={0} aria-label={label} className="overflow-x-auto p-4 pr-12 font-mono text-sm leading-relaxed">
        {text}
      </pre>
      <button
        type="button"
        onClick={copy}
        aria-label={copied ? t.common.copied : t.common.copy(label)}
        className="absolute top-2 right-2 inline-flex size-8 items-center justify-center rounded-md border border-line bg-panel text-soft hover:text-ink"
      >
        <Icon className={cx('size-4', copied && 'text-good')} aria-hidden />
      </button>
    </div>
  )
}

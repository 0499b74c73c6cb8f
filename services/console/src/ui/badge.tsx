import type { ReactNode } from 'react'
import { cx } from './classes.ts'

const tones = {
  plain: 'bg-sunken text-soft border-line',
  good: 'bg-good-wash text-good border-good/25',
  bad: 'bg-bad-wash text-bad border-bad/25',
  warn: 'bg-warn-wash text-warn border-warn/25',
  accent: 'bg-accent-wash text-accent border-accent/25',
}

export type Tone = keyof typeof tones

export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 rounded-full border px-2 py-px text-xs font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}

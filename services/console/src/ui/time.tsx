const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

/** A moment as people say it; the exact one shows on pointing. */
export function Time({ at }: { readonly at: string }) {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <span className="text-faint">–</span>
  return (
    <time dateTime={at} title={exact.format(date)} className="whitespace-nowrap">
      {ago((date.getTime() - Date.now()) / 1000)}
    </time>
  )
}

function ago(seconds: number): string {
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1]
  return relative.format(Math.round(seconds / size), unit)
}

import { t } from '#texts'

export type ChartPoint = { readonly at: string; readonly value: number }

const height = 64
const step = 10
const gap = 2

/** A series of counts as columns, each with its value on pointing. Its sum and peak are said in words, too. */
export function Chart({
  title,
  points,
  format,
  total,
  period,
}: {
  readonly title: string
  readonly points: readonly ChartPoint[]
  readonly format: (value: number) => string
  /** What the figure in words shows; the sum of the points unless given. */
  readonly total?: number
  readonly period: 'hour' | 'day'
}) {
  const most = Math.max(1, ...points.map(({ value }) => value))
  const sum = total ?? points.reduce((all, { value }) => all + value, 0)
  const time = new Intl.DateTimeFormat(
    'en',
    period === 'hour' ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' },
  )
  return (
    <figure className="min-w-0">
      <figcaption className="mb-3 grid gap-0.5">
        <span className="text-sm text-soft">{title}</span>
        <span className="text-xl font-semibold tracking-tight tabular-nums">{format(sum)}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={t.usage.chart(title, format(sum), format(most))}
        viewBox={`0 0 ${points.length * step} ${height}`}
        preserveAspectRatio="none"
        className="h-16 w-full"
      >
        {points.map(({ at, value }, index) => {
          const tall = value === 0 ? 1 : Math.max(3, (value / most) * height)
          return (
            <rect
              key={at}
              x={index * step + gap / 2}
              y={height - tall}
              width={step - gap}
              height={tall}
              className={value === 0 ? 'fill-line' : 'fill-accent hover:fill-accent-strong'}
            >
              <title>{`${time.format(new Date(at))}: ${format(value)}`}</title>
            </rect>
          )
        })}
      </svg>
      <div className="mt-1.5 flex justify-between text-xs text-faint tabular-nums">
        <span>{points[0] && time.format(new Date(points[0].at))}</span>
        <span>{time.format(new Date(points.at(-1)?.at ?? Date.now()))}</span>
      </div>
    </figure>
  )
}

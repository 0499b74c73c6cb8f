const units = ['B', 'KB', 'MB', 'GB', 'TB']

/** A size as people read it: `1.5 MB`. */
export function bytes(count: number): string {
  const unit = count < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** unit
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

export function Logo() {
  return (
    <svg viewBox="0 0 32 32" className="size-7 shrink-0" aria-hidden>
      <path className="fill-accent" d="M16 2 28 9v14l-12 7L4 23V9z" />
      <path className="fill-panel" d="M16 8.500 22.500 12v8L16 23.500 9.500 20v-8z" />
      <path className="fill-accent" d="m16 12.500 3.500 2v3.900L16 20.400l-3.500-2v-3.900z" />
    </svg>
  )
}

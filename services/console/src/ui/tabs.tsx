import { Link, type LinkProps } from '@tanstack/react-router'

export type Tab = {
  readonly label: string
  readonly to: LinkProps['to']
  readonly params?: object
  readonly exact?: boolean
}

/** Pages that belong together. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="-mb-px flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map(({ label: name, to, params, exact }) => (
        <Link
          key={name}
          to={to as string}
          params={params as never} // the router checks a path only where it is written
          activeOptions={{ exact: exact ?? false, includeSearch: false }}
          className="border-b-2 border-transparent px-3 py-2 font-medium whitespace-nowrap text-soft hover:text-ink data-[status=active]:border-accent data-[status=active]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}

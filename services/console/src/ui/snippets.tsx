import { Tabs } from 'radix-ui'
import { t } from '#texts'
import { Code } from './copy.tsx'

export type Snippet = { readonly language: string; readonly text: string }

/** The same thing in several languages. */
export function Snippets({ snippets }: { readonly snippets: readonly Snippet[] }) {
  return (
    <Tabs.Root defaultValue={snippets[0]?.language ?? ''}>
      <Tabs.List aria-label={t.overview.languages} className="mb-4 flex flex-wrap gap-1">
        {snippets.map(({ language }) => (
          <Tabs.Trigger
            key={language}
            value={language}
            className="rounded-md px-3 py-1.5 font-medium text-soft hover:bg-sunken data-[state=active]:bg-accent-wash data-[state=active]:text-accent"
          >
            {language}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {snippets.map(({ language, text }) => (
        <Tabs.Content key={language} value={language} tabIndex={-1}>
          <Code label={t.overview.snippet(language)} text={text} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}

import type { t } from '#texts'

export type TemplateName = keyof typeof t.functions.templates

type Language = {
  readonly runtime: RegExp
  readonly file: string
  readonly code: Readonly<Record<TemplateName, string>>
}

const node: Readonly<Record<TemplateName, string>> = {
  hello: `module.exports = async ({ req, res, log }) => {
  log('called with ' + req.path)
  return res.json({ hello: req.query.name ?? 'world' })
}
`,
  endpoint: `module.exports = async ({ req, res }) => {
  if (req.method !== 'POST') return res.json({ error: 'Send a POST.' }, 405)
  const { text } = req.bodyJson
  if (typeof text !== 'string' || text === '') return res.json({ error: 'A text is missing.' }, 400)
  return res.json({ words: text.trim().split(/\\s+/).length })
}
`,
  job: `// Give the function a schedule in its settings, such as 0 3 * * *
module.exports = async ({ req, res, log }) => {
  log('run by ' + req.headers['x-appwrite-trigger'] + ' at ' + new Date().toISOString())
  return res.empty()
}
`,
  event: `// Name events in the settings, such as databases.*.tables.*.rows.*.create
module.exports = async ({ req, res, log }) => {
  const event = req.headers['x-appwrite-event']
  if (!event) return res.text('This function answers to events.', 400)
  log(event + ': ' + JSON.stringify(req.bodyJson))
  return res.empty()
}
`,
}

const python: Readonly<Record<TemplateName, string>> = {
  hello: `def main(context):
    return context.res.json({"hello": context.req.query.get("name", "world")})
`,
  endpoint: `def main(context):
    if context.req.method != "POST":
        return context.res.json({"error": "Send a POST."}, 405)
    text = context.req.body_json.get("text", "")
    if not text:
        return context.res.json({"error": "A text is missing."}, 400)
    return context.res.json({"words": len(text.split())})
`,
  job: `# Give the function a schedule in its settings, such as 0 3 * * *
def main(context):
    context.log("run by " + context.req.headers.get("x-appwrite-trigger", ""))
    return context.res.empty()
`,
  event: `# Name events in the settings, such as databases.*.tables.*.rows.*.create
def main(context):
    event = context.req.headers.get("x-appwrite-event")
    if not event:
        return context.res.text("This function answers to events.", 400)
    context.log(event)
    return context.res.empty()
`,
}

const ruby: Readonly<Record<TemplateName, string>> = {
  hello: `def main(context)
  context.res.json({ hello: context.req.query['name'] || 'world' })
end
`,
  endpoint: `def main(context)
  return context.res.json({ error: 'Send a POST.' }, 405) if context.req.method != 'POST'

  text = context.req.body_json['text'].to_s
  return context.res.json({ error: 'A text is missing.' }, 400) if text.empty?

  context.res.json({ words: text.split.length })
end
`,
  job: `# Give the function a schedule in its settings, such as 0 3 * * *
def main(context)
  context.log("run by #{context.req.headers['x-appwrite-trigger']}")
  context.res.empty
end
`,
  event: `# Name events in the settings, such as databases.*.tables.*.rows.*.create
def main(context)
  event = context.req.headers['x-appwrite-event']
  return context.res.text('This function answers to events.', 400) if event.nil?

  context.log(event)
  context.res.empty
end
`,
}

const languages: readonly Language[] = [
  { runtime: /^node-/, file: 'main.js', code: node },
  { runtime: /^python-/, file: 'main.py', code: python },
  { runtime: /^ruby-/, file: 'main.rb', code: ruby },
]

/** Code to begin with in the language of a runtime; null where there is none. */
export function languageOf(runtime: string): Language | null {
  return languages.find((language) => language.runtime.test(runtime)) ?? null
}

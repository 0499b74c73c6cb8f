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

const php: Readonly<Record<TemplateName, string>> = {
  hello: `<?php
return function ($context) {
    return $context->res->json(['hello' => $context->req->query['name'] ?? 'world']);
};
`,
  endpoint: `<?php
return function ($context) {
    if ($context->req->method !== 'POST') {
        return $context->res->json(['error' => 'Send a POST.'], 405);
    }
    $text = $context->req->bodyJson['text'] ?? '';
    if ($text === '') {
        return $context->res->json(['error' => 'A text is missing.'], 400);
    }
    return $context->res->json(['words' => str_word_count($text)]);
};
`,
  job: `<?php
// Give the function a schedule in its settings, such as 0 3 * * *
return function ($context) {
    $context->log('run by ' . $context->req->headers['x-appwrite-trigger']);
    return $context->res->empty();
};
`,
  event: `<?php
// Name events in the settings, such as databases.*.tables.*.rows.*.create
return function ($context) {
    $event = $context->req->headers['x-appwrite-event'] ?? '';
    if ($event === '') {
        return $context->res->text('This function answers to events.', 400);
    }
    $context->log($event);
    return $context->res->empty();
};
`,
}

const goFile = (body: string, more: readonly string[] = []): string => {
  const imports = ['github.com/open-runtimes/types-for-go/v4/openruntimes', ...more]
  const lines = imports.map((one) => `\t"${one}"\n`).join('')
  return `package handler

import (
${lines})

func Main(Context openruntimes.Context) openruntimes.Response {
${body}}
`
}

const go: Readonly<Record<TemplateName, string>> = {
  hello: goFile(`	name := Context.Req.Query["name"]
	if name == "" {
		name = "world"
	}
	return Context.Res.Json(map[string]string{"hello": name})
`),
  endpoint: goFile(
    `	if Context.Req.Method != "POST" {
		return Context.Res.Json(map[string]string{"error": "Send a POST."}, Context.Res.WithStatusCode(405))
	}
	var given struct{ Text string }
	if err := Context.Req.BodyJson(&given); err != nil || given.Text == "" {
		return Context.Res.Json(map[string]string{"error": "A text is missing."}, Context.Res.WithStatusCode(400))
	}
	return Context.Res.Json(map[string]int{"words": len(strings.Fields(given.Text))})
`,
    ['strings'],
  ),
  job: goFile(`	// Give the function a schedule in its settings, such as 0 3 * * *
	Context.Log("run by " + Context.Req.Headers["x-appwrite-trigger"])
	return Context.Res.Empty()
`),
  event: goFile(`	// Name events in the settings, such as databases.*.tables.*.rows.*.create
	event := Context.Req.Headers["x-appwrite-event"]
	if event == "" {
		return Context.Res.Text("This function answers to events.", Context.Res.WithStatusCode(400))
	}
	Context.Log(event)
	return Context.Res.Empty()
`),
}

/** Deno and Bun take modules. */
const asModule = (code: string): string => code.replace('module.exports =', 'export default')
const modules: Readonly<Record<TemplateName, string>> = {
  hello: asModule(node.hello),
  endpoint: asModule(node.endpoint),
  job: asModule(node.job),
  event: asModule(node.event),
}

const languages: readonly Language[] = [
  { runtime: /^node-/, file: 'main.js', code: node },
  { runtime: /^(?:deno|bun)-/, file: 'main.js', code: modules },
  { runtime: /^php-/, file: 'main.php', code: php },
  { runtime: /^go-/, file: 'main.go', code: go },
  { runtime: /^python-/, file: 'main.py', code: python },
  { runtime: /^ruby-/, file: 'main.rb', code: ruby },
]

/** Code to begin with in the language of a runtime; null where there is none. */
export function languageOf(runtime: string): Language | null {
  return languages.find((language) => language.runtime.test(runtime)) ?? null
}

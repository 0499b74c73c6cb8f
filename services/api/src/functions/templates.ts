import { fail, runtimeIds } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, list, range, text } from '#http/kinds.ts'
import { optional } from '#http/params.ts'

const useCases = ['dev-tools', 'starter', 'databases', 'ai', 'messaging', 'utilities'] as const

// Templates are repositories at a provider. An installation that is connected to none has none to offer.
export const templatesList = endpoint({
  id: 'functions.listTemplates',
  route: 'GET /v1/functions/templates',
  summary: 'List templates',
  auth: ['admin'],
  scopes: ['public'],
  params: {
    runtimes: optional(list(choice(runtimeIds, 'Runtime.'), { max: 100 }, 'Runtimes that a template must offer.'), []),
    useCases: optional(
      list(choice(useCases, 'Use case.', { caseSensitive: false }), { max: 100 }, 'What a template must be for.'),
      [],
    ),
    limit: optional(range({ min: 1, max: 5000 }, 'How many to list.'), 25),
    offset: optional(range({ min: 0, max: 5000 }, 'How many to leave out first.'), 0),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'templateFunctionList' },
  handler: () => ({ total: 0, templates: [] }),
})

export const templatesGet = endpoint({
  id: 'functions.getTemplate',
  route: 'GET /v1/functions/templates/:templateId',
  summary: 'Get function template',
  auth: ['admin'],
  scopes: ['public'],
  gates: ['projectOnly'],
  params: { templateId: text({ max: 128 }, 'Template ID.') },
  response: { status: 200, model: 'templateFunction' },
  errors: ['function_template_not_found'],
  handler: ({ params }) => {
    throw fail('function_template_not_found', params)
  },
})

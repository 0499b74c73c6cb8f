import { endpoint } from '#http/endpoint.ts'

export const consoleVariables = endpoint({
  id: 'console.variables',
  route: 'GET /v1/console/variables',
  summary: 'Get variables',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: {},
  response: { status: 200, model: 'consoleVariables' },
  handler: ({ services: { config } }) => ({
    _APP_DOMAIN_TARGET_CNAME: config.domains.main,
    _APP_DOMAIN_TARGET_A: '',
    _APP_COMPUTE_BUILD_TIMEOUT: config.functions.buildSeconds,
    _APP_DOMAIN_TARGET_AAAA: '',
    _APP_DOMAIN_TARGET_CAA: '',
    _APP_STORAGE_LIMIT: config.storage.maxFileBytes,
    _APP_COMPUTE_SIZE_LIMIT: config.storage.maxFileBytes,
    _APP_USAGE_STATS: 'enabled',
    _APP_VCS_ENABLED: false,
    _APP_DOMAIN_ENABLED: false,
    _APP_ASSISTANT_ENABLED: false,
    _APP_DOMAIN_SITES: config.domains.sites,
    _APP_DOMAIN_FUNCTIONS: config.domains.functions,
    _APP_OPTIONS_FORCE_HTTPS: 'disabled',
    _APP_DOMAINS_NAMESERVERS: '',
  }),
})

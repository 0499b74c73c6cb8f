import { boolean, choice } from '#http/kinds.ts'
import { setting } from './setting.ts'

const apiNames = ['rest', 'graphql', 'realtime'] as const
const serviceNames = [
  'account',
  'avatars',
  'databases',
  'tablesdb',
  'locale',
  'health',
  'storage',
  'teams',
  'users',
  'sites',
  'functions',
  'graphql',
  'messaging',
] as const

const status = boolean({ loose: false }, 'True switches it on.')

export const switches = [
  setting({
    id: 'projects.updateServiceStatus',
    path: '/service',
    summary: 'Update service status',
    params: { service: choice(serviceNames, 'Service name.'), status },
    change: (settings, { service, status: on }) => ({ ...settings, services: { ...settings.services, [service]: on } }),
  }),
  setting({
    id: 'projects.updateServiceStatusAll',
    path: '/service/all',
    summary: 'Update status of all services',
    params: { status },
    change: (settings, { status: on }) => ({ ...settings, services: allOf(serviceNames, on) }),
  }),
  setting({
    id: 'projects.updateApiStatus',
    path: '/api',
    summary: 'Update API status',
    params: { api: choice(apiNames, 'API name.'), status },
    methods: [{ id: 'projects.updateApiStatus', deprecated: true }, { id: 'projects.updateAPIStatus' }],
    change: (settings, { api, status: on }) => ({ ...settings, apis: { ...settings.apis, [api]: on } }),
  }),
  setting({
    id: 'projects.updateApiStatusAll',
    path: '/api/all',
    summary: 'Update status of all APIs',
    params: { status },
    methods: [{ id: 'projects.updateApiStatusAll', deprecated: true }, { id: 'projects.updateAPIStatusAll' }],
    change: (settings, { status: on }) => ({ ...settings, apis: allOf(apiNames, on) }),
  }),
]

function allOf(names: readonly string[], on: boolean): Readonly<Record<string, boolean>> {
  return Object.fromEntries(names.map((name) => [name, on]))
}

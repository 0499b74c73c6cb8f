import { instant, integer, many, model, text } from '../model.ts'

export const proxyModels = {
  proxyRule: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    domain: text(),
    type: text(),
    trigger: text(),
    redirectUrl: text(),
    redirectStatusCode: integer(301),
    deploymentId: text(),
    deploymentResourceType: text(),
    deploymentResourceId: text(),
    deploymentVcsProviderBranch: text(),
    status: text('created'),
    logs: text(),
    renewAt: instant(),
  }),
  proxyRuleList: model({
    total: integer(),
    rules: many('proxyRule'),
  }),
}

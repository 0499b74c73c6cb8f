import type { Endpoint } from '#http/endpoint.ts'
import { authSettings } from './auth-settings.ts'
import { projectsCreateJwt } from './create-jwt.ts'
import { projectsCreate } from './create-project.ts'
import { projectsDelete } from './delete-project.ts'
import {
  projectsCreateDevKey,
  projectsDeleteDevKey,
  projectsGetDevKey,
  projectsListDevKeys,
  projectsUpdateDevKey,
} from './dev-keys.ts'
import { projectsGet, projectsList } from './get-project.ts'
import { projectsCreateKey, projectsDeleteKey, projectsGetKey, projectsListKeys, projectsUpdateKey } from './keys.ts'
import { projectsUpdateOAuth2 } from './oauth2.ts'
import {
  projectsCreatePlatform,
  projectsDeletePlatform,
  projectsGetPlatform,
  projectsListPlatforms,
  projectsUpdatePlatform,
} from './platforms.ts'
import { projectsCreateSmtpTest, projectsUpdateSmtp } from './smtp.ts'
import { switches } from './switches.ts'
import {
  projectsDeleteEmailTemplate,
  projectsDeleteSmsTemplate,
  projectsGetEmailTemplate,
  projectsGetSmsTemplate,
  projectsUpdateEmailTemplate,
  projectsUpdateSmsTemplate,
} from './templates.ts'
import { projectsUpdate, projectsUpdateTeam } from './update-project.ts'
import {
  projectsCreateWebhook,
  projectsDeleteWebhook,
  projectsGetWebhook,
  projectsListWebhooks,
  projectsUpdateWebhook,
  projectsUpdateWebhookSignature,
} from './webhooks.ts'
import { projectsListAudit } from './audit.ts'
import { projectsListWebhookDeliveries, projectsRetryWebhookDelivery } from './webhook-deliveries.ts'

export const projectsEndpoints: readonly Endpoint[] = [
  projectsCreate,
  projectsList,
  projectsGet,
  projectsUpdate,
  projectsDelete,
  projectsUpdateTeam,
  projectsCreateKey,
  projectsListKeys,
  projectsGetKey,
  projectsUpdateKey,
  projectsDeleteKey,
  projectsCreateDevKey,
  projectsListDevKeys,
  projectsGetDevKey,
  projectsUpdateDevKey,
  projectsDeleteDevKey,
  projectsCreateJwt,
  projectsCreatePlatform,
  projectsListPlatforms,
  projectsGetPlatform,
  projectsUpdatePlatform,
  projectsDeletePlatform,
  ...authSettings,
  ...switches,
  projectsUpdateOAuth2,
  projectsUpdateSmtp,
  projectsCreateSmtpTest,
  projectsGetEmailTemplate,
  projectsUpdateEmailTemplate,
  projectsDeleteEmailTemplate,
  projectsGetSmsTemplate,
  projectsUpdateSmsTemplate,
  projectsDeleteSmsTemplate,
  projectsCreateWebhook,
  projectsListWebhooks,
  projectsGetWebhook,
  projectsUpdateWebhook,
  projectsDeleteWebhook,
  projectsUpdateWebhookSignature,
  projectsListAudit,
  projectsListWebhookDeliveries,
  projectsRetryWebhookDelivery,
]

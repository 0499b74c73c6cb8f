import { functionConsumer } from '@basalt/core/functions'
import type { ActivityConsumer } from '@basalt/core/activity'
import { webhookConsumer } from '@basalt/core/webhooks'
import type { Services } from './services.ts'

/** Who is told of every change of a project, in this order. A feature that must hear of them adds its consumer here. */
export function consumersOf(services: Services): readonly ActivityConsumer[] {
  return [webhookConsumer(services), functionConsumer(services)]
}

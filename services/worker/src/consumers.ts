import type { ActivityConsumer } from '@basalt/core/activity'

/** Who is told of every change of a project, in this order. A feature that must hear of them adds its consumer here. */
export const consumers: readonly ActivityConsumer[] = []

import type { Script } from '../world.ts'

/** The console's owner works on a project. */
export const projects: Script = {
  before: {
    get: async ({ bindings, project }) => {
      bindings.bind('id31', project.id)
      bindings.bind('id32', project.teamId)
      const platform = { type: 'web', name: 'web', hostname: 'localhost' }
      await project.owner.post(`/v1/projects/${project.id}/platforms`, platform)
    },
  },
}

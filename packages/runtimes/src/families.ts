/** What all versions of a language have in common. */
export type Family = {
  /** `node`. */
  readonly key: string
  readonly name: string
  /** As the wire names them, oldest first. */
  readonly versions: readonly string[]
  /** Official image of the language, without its tag. */
  readonly image: string
  /** Tag of a version's image. */
  readonly tag: (version: string) => string
  /** Run in the folder of the server, whose folder `function` has the deployed code. */
  readonly startCommand: string
  /** Run in the build's folder after the user's commands; empty: nothing. */
  readonly compileCommand: string
  /** Programs that a machine needs to run and build functions outside of containers. */
  readonly programs: readonly string[]
  readonly entrypoint: string
  /** What users commonly run to install dependencies; the first is suggested. */
  readonly buildCommands: readonly string[]
  /** Environment that builds need so that what they install lies within the deployment. */
  readonly buildEnvironment: Readonly<Record<string, string>>
}

export const families: readonly Family[] = [
  {
    key: 'node',
    name: 'Node.js',
    versions: ['14.5', '16.0', '18.0', '19.0', '20.0', '21.0', '22'],
    image: 'node',
    tag: (version) => version,
    startCommand: 'node server.cjs',
    compileCommand: '',
    programs: ['node'],
    entrypoint: 'src/main.js',
    buildCommands: ['npm install', 'npm install && npm run setup'],
    buildEnvironment: {},
  },
]

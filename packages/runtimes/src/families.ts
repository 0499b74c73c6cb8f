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
  {
    key: 'python',
    name: 'Python',
    versions: ['3.8', '3.9', '3.10', '3.11', '3.12'],
    image: 'python',
    tag: (version) => `${version}-slim`,
    startCommand: 'python3 server.py',
    compileCommand: '',
    programs: ['python3'],
    entrypoint: 'src/main.py',
    buildCommands: ['pip install -r requirements.txt'],
    // The server looks for packages there.
    buildEnvironment: {
      PIP_TARGET: '/usr/local/build/.python-packages',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_ROOT_USER_ACTION: 'ignore',
    },
  },
  {
    key: 'ruby',
    name: 'Ruby',
    versions: ['3.0', '3.1', '3.2', '3.3'],
    image: 'ruby',
    tag: (version) => version,
    startCommand: 'ruby server.rb',
    compileCommand: '',
    programs: ['ruby'],
    entrypoint: 'lib/main.rb',
    buildCommands: ['bundle install'],
    // Bundler keeps gems, and what it was told, within the deployment.
    buildEnvironment: { BUNDLE_PATH: '/usr/local/build/.bundle/gems', BUNDLE_APP_CONFIG: '/usr/local/build/.bundle' },
  },
]

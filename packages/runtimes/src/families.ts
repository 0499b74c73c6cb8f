/** What all versions of a language have in common. */
export type Family = {
  /** `node`. */
  readonly key: string
  readonly name: string
  /** As the wire names them, oldest first. */
  readonly versions: readonly string[]
  /** Official image of a version, with its tag. */
  readonly image: (version: string) => string
  /** Of the server, below this package; languages may share one. */
  readonly folder: string
  /** Run in the folder of the server, whose folder `function` has the deployed code. */
  readonly startCommand: string
  /** Run in the build's folder after the user's commands; empty: nothing. */
  readonly compileCommand: string
  /** Programs that a machine needs to run and build functions outside of containers. */
  readonly programs: readonly string[]
  /** Memory that the engine reserves and does not use, on top of a function's own where the address space is limited. */
  readonly reservedMb: number
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
    image: (version) => `node:${version}`,
    folder: 'javascript',
    startCommand: 'node server.cjs',
    compileCommand: '',
    programs: ['node'],
    reservedMb: 768,
    entrypoint: 'src/main.js',
    buildCommands: ['npm install', 'npm install && npm run setup'],
    buildEnvironment: {},
  },
  {
    key: 'deno',
    name: 'Deno',
    versions: ['1.46', '2.0'],
    // There are no tags for minor versions; these are the last of each.
    image: (version) => `denoland/deno:${version === '1.46' ? '1.46.3' : '2.0.6'}`,
    folder: 'javascript',
    startCommand: 'sh deno.sh',
    compileCommand: '',
    programs: ['deno'],
    reservedMb: 768,
    entrypoint: 'src/main.ts',
    buildCommands: ['deno cache src/main.ts'],
    // The server looks for packages there.
    buildEnvironment: { DENO_DIR: '/usr/local/build/.deno' },
  },
  {
    key: 'bun',
    name: 'Bun',
    versions: ['1.0', '1.1'],
    image: (version) => `oven/bun:${version}`,
    folder: 'javascript',
    startCommand: 'bun plain-server.cjs',
    compileCommand: '',
    programs: ['bun'],
    reservedMb: 1024 * 128,
    entrypoint: 'src/main.ts',
    buildCommands: ['bun install'],
    buildEnvironment: {},
  },
  {
    key: 'python',
    name: 'Python',
    versions: ['3.8', '3.9', '3.10', '3.11', '3.12'],
    image: (version) => `python:${version}-slim`,
    folder: 'python',
    startCommand: 'python3 server.py',
    compileCommand: '',
    programs: ['python3'],
    reservedMb: 768,
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
    key: 'php',
    name: 'PHP',
    versions: ['8.0', '8.1', '8.2', '8.3'],
    image: (version) => `php:${version}-cli`,
    folder: 'php',
    startCommand: 'php server.php',
    compileCommand: '',
    programs: ['php'],
    reservedMb: 768,
    entrypoint: 'src/index.php',
    buildCommands: ['composer install'],
    buildEnvironment: { COMPOSER_ALLOW_SUPERUSER: '1', COMPOSER_NO_INTERACTION: '1' },
  },
  {
    key: 'ruby',
    name: 'Ruby',
    versions: ['3.0', '3.1', '3.2', '3.3'],
    image: (version) => `ruby:${version}`,
    folder: 'ruby',
    startCommand: 'ruby server.rb',
    compileCommand: '',
    programs: ['ruby'],
    reservedMb: 768,
    entrypoint: 'lib/main.rb',
    buildCommands: ['bundle install'],
    // Bundler keeps gems, and what it was told, within the deployment.
    buildEnvironment: { BUNDLE_PATH: '/usr/local/build/.bundle/gems', BUNDLE_APP_CONFIG: '/usr/local/build/.bundle' },
  },
  {
    key: 'go',
    name: 'Go',
    versions: ['1.23'],
    image: (version) => `golang:${version}`,
    folder: 'go',
    startCommand: 'sh start.sh',
    compileCommand: 'sh /usr/local/server/src/compile.sh',
    programs: ['go'],
    reservedMb: 768,
    entrypoint: 'main.go',
    buildCommands: [''],
    buildEnvironment: {},
  },
  {
    key: 'dart',
    name: 'Dart',
    versions: ['2.15', '2.16', '2.17', '2.18', '2.19', '3.0', '3.1', '3.3', '3.5', '3.8', '3.9'],
    image: (version) => `dart:${version}`,
    folder: 'dart',
    startCommand: 'sh start.sh',
    compileCommand: 'sh /usr/local/server/src/compile.sh',
    programs: ['dart'],
    reservedMb: 768,
    entrypoint: 'lib/main.dart',
    buildCommands: ['dart pub get'],
    buildEnvironment: {},
  },
]

import { createLog, runService } from '@basalt/service'
import { readOptions } from './options.ts'
import { start } from './start.ts'

const options = readOptions(process.env)
const log = createLog(options, 'engine-proxy')
await runService(log, () => start(options, log))

import { readConfig } from '@basalt/config'
import { createLog, runService } from '@basalt/service'
import { start } from './start.ts'

const config = readConfig(process.env)
await runService(createLog(config, 'worker'), () => start(config))

export { projectUsage } from './project-usage.ts'
export { countTraffic, type Traffic } from './traffic.ts'

export { projectUsage } from './project-usage.ts'
export { countRealtime, countTraffic, projectTraffic, type Traffic } from './traffic.ts'

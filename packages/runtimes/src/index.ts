export { findRuntime, runtimes, type Runtime } from './runtimes.ts'

export { ExecutorClient } from './client.ts'
export { ExecutorError, type ExecutorErrorType, executorErrors, type FailureDetails } from './errors.ts'
export { encodeFrame, type Frame, FrameReader } from './frames.ts'
export { decodePacket, encodePacket } from './packet.ts'
export { executorTokens } from './token.ts'
export type {
  BuildHead,
  BuildOptions,
  BuildRequest,
  BuildResult,
  CodeRequest,
  Execution,
  ExecutionHead,
  ExecutorState,
  FunctionRequest,
  Limits,
  Load,
  RuntimeState,
  Specification,
} from './contract.ts'

export { containerSpec, type ContainerSpec, labels } from './container-spec.ts'
export { Engine, EngineError } from './engine.ts'
export { apiVersion, containerName, containerPattern, networkName, type NetworkSpec, networkSpec } from './names.ts'
export { demultiplex } from './output.ts'

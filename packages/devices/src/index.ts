export { type ByteRange, type Device, DeviceError } from './device.ts'
export { removeLeftovers } from './leftovers.ts'
export { LocalDevice } from './local.ts'
export { type Compression, type Form, readObject, type Stored, storeObject } from './store.ts'

export { changeOwnEmail, changeOwnPhone, setEmail, setPhone } from './contact.ts'
export { type ListInput, listUsers } from './lists.ts'
export { createTarget, getUserTarget, listUserTargets, removeTarget, reviseTarget } from './manage-targets.ts'
export {
  clearPassword,
  passwordChanges,
  prepareNewPassword,
  replaceHash,
  setPassword,
  storedPassword,
} from './passwords.ts'
export {
  deleteUser,
  findUser,
  findUserByEmail,
  findUserByPhone,
  lockUser,
  type UserChanges,
  usersById,
  writeChanges,
} from './queries.ts'
export {
  addContactTarget,
  deleteTarget,
  insertTarget,
  lockTarget,
  type NewTarget,
  type TargetChanges,
  type TargetType,
  updateTarget,
} from './targets.ts'
export type { Account, Target, User, UserRecord } from './user.ts'
export {
  accountOf,
  actorOf,
  changeUser,
  checkUserLimit,
  createUser,
  getAccount,
  getUser,
  type NewUser,
  requireUser,
} from './users.ts'
export { usersUsage } from './usage.ts'

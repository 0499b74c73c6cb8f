export { checkNewPassword, checkPersonalData, type PasswordSubject, withHistory } from './rules.ts'
export { currentHashOptions, hashPassword } from './argon2.ts'
export { importedPassword, type ImportedPassword } from './imports.ts'
export { isImported, type StoredPassword, verifyPassword } from './verify.ts'

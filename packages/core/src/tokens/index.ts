export { openFile, openPreview } from './open.ts'
export { createFileToken, getToken, listFileTokens, removeToken, updateToken } from './tokens.ts'

export { openFile, openPreview, openPushedFile } from './open.ts'
export { createFileToken, getToken, listFileTokens, removeToken, updateToken } from './tokens.ts'

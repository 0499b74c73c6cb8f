import type { ServerResponse } from 'node:http'

const allowedMethods = 'GET, POST, PUT, PATCH, DELETE'
const requestHeaders =
  'Origin, Cookie, Set-Cookie, X-Requested-With, Content-Type, Access-Control-Allow-Origin, Access-Control-Request-Headers, Accept, ' +
  'X-Appwrite-Project, X-Appwrite-Key, X-Appwrite-Dev-Key, X-Appwrite-Locale, X-Appwrite-Mode, X-Appwrite-JWT, ' +
  'X-Appwrite-Response-Format, X-Appwrite-Timeout, X-SDK-Version, X-SDK-Name, X-SDK-Language, X-SDK-Platform, X-SDK-GraphQL, ' +
  'X-Appwrite-ID, X-Appwrite-Timestamp, Content-Range, Range, Cache-Control, Expires, Pragma, X-Forwarded-For, X-Forwarded-User-Agent'
const exposedHeaders = 'X-Appwrite-Session, X-Fallback-Cookies'

/** Answers a preflight: any origin may ask; the real request decides. */
export function preflight(response: ServerResponse, origin: string): void {
  response.writeHead(204, {
    Server: 'Basalt',
    'Access-Control-Allow-Methods': allowedMethods,
    'Access-Control-Allow-Headers': `${requestHeaders}, X-Appwrite-Session, X-Fallback-Cookies`,
    'Access-Control-Expose-Headers': exposedHeaders,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Max-Age': '600',
    Vary: 'Origin',
  })
  response.end()
}

/** Sets the CORS headers of an answer. An origin that is not allowed is answered with another one, which browsers block. */
export function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader('Access-Control-Allow-Methods', allowedMethods)
  response.setHeader('Access-Control-Allow-Headers', requestHeaders)
  response.setHeader('Access-Control-Expose-Headers', exposedHeaders)
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Access-Control-Allow-Credentials', 'true')
  response.setHeader('Vary', 'Origin')
}

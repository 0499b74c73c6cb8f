// Prints an OpenAPI document of the API: node scripts/openapi.ts [client|server|console]
import { endpoints } from '../services/api/src/endpoints.ts'
import { openApiDocument, surfaces } from '../services/api/src/http/openapi.ts'

const asked = process.argv[2] ?? 'console'
const surface = surfaces.find((each) => each === asked)
if (surface === undefined) {
  console.error(`There is no document "${asked}"; choose one of: ${surfaces.join(', ')}.`)
  process.exit(1)
}
process.stdout.write(`${JSON.stringify(openApiDocument(endpoints, surface), null, 2)}\n`)

import type { Queryable } from '@basalt/database'
import { environmentOf } from '../variables/index.ts'
import type { DeploymentRow } from './deployment-rows.ts'
import { type FunctionRow, parseTexts } from './rows.ts'
import type { Work } from './services.ts'
import { getRuntime, specificationOf } from './specifications.ts'

/** The version of the API that functions are told, as their SDKs know it. */
const apiVersion = '1.8.1'
const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/

export type Variables = Readonly<Record<string, string>>

/** The variables that users have given to the project and to a function. */
export function givenVariables(db: Queryable, { services }: Work, functionId: string): Promise<Variables> {
  return environmentOf(db, services.secrets, { type: 'function', id: functionId })
}

/**
 * The environment of a function: variables of the project, of the function over them, and over all what the system says.
 * Variables whose name no environment can have are left out.
 */
export function functionEnvironment(
  { services, project }: Work,
  func: FunctionRow,
  deployment: Pick<DeploymentRow, 'id' | 'type'>,
  given: Variables,
): Variables {
  const runtime = getRuntime(func.runtime)
  const { cpus, memoryMb } = specificationOf(func.specification)
  return {
    ...Object.fromEntries(Object.entries(given).filter(([name]) => namePattern.test(name))),
    APPWRITE_VERSION: apiVersion,
    APPWRITE_REGION: 'default',
    APPWRITE_DEPLOYMENT_TYPE: deployment.type,
    APPWRITE_FUNCTION_API_ENDPOINT: services.config.functions.endpoint,
    APPWRITE_FUNCTION_ID: func.id,
    APPWRITE_FUNCTION_NAME: func.name,
    APPWRITE_FUNCTION_DEPLOYMENT: deployment.id,
    APPWRITE_FUNCTION_PROJECT_ID: project.id,
    APPWRITE_FUNCTION_RUNTIME_NAME: runtime.name,
    APPWRITE_FUNCTION_RUNTIME_VERSION: runtime.version,
    APPWRITE_FUNCTION_CPUS: String(cpus),
    APPWRITE_FUNCTION_MEMORY: String(memoryMb),
    ...noRepository,
  }
}

const noRepository: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'REPOSITORY_ID',
    'REPOSITORY_NAME',
    'REPOSITORY_OWNER',
    'REPOSITORY_URL',
    'REPOSITORY_BRANCH',
    'REPOSITORY_BRANCH_URL',
    'COMMIT_HASH',
    'COMMIT_MESSAGE',
    'COMMIT_URL',
    'COMMIT_AUTHOR_NAME',
    'COMMIT_AUTHOR_URL',
    'ROOT_DIRECTORY',
  ].map((name) => [`APPWRITE_VCS_${name}`, '']),
)

/** A key that lives as long as the run it is for, and may do what the function may. */
export function dynamicKey({ services, project }: Work, func: FunctionRow, seconds: number): string {
  const claims = { projectId: project.id, scopes: parseTexts(func.scopes), name: func.name }
  return `dynamic_${services.secrets.sign(claims, seconds)}`
}

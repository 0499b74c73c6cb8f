import { useParams } from '@tanstack/react-router'
import { type Api, apiOf } from '#api/client.ts'

/** The id of the project that the address names. */
export function useProjectId(): string {
  return useParams({ strict: false }).projectId ?? ''
}

/** The API of the project that the address names. */
export function useProjectApi(): Api {
  return apiOf(useProjectId())
}

import { useParams } from '@tanstack/react-router'
import type { Tone } from '#ui/badge.tsx'

export function useFunctionId(): string {
  return useParams({ strict: false }).functionId ?? ''
}

export const deploymentTones: Readonly<Record<string, Tone>> = {
  ready: 'good',
  failed: 'bad',
  canceled: 'plain',
  waiting: 'warn',
  processing: 'warn',
  building: 'warn',
}

export const executionTones: Readonly<Record<string, Tone>> = {
  completed: 'good',
  failed: 'bad',
  waiting: 'warn',
  processing: 'warn',
  scheduled: 'accent',
}

/** While one of these is shown, it is looked after. */
export function isUnderWay(status: string): boolean {
  return ['waiting', 'processing', 'building'].includes(status)
}

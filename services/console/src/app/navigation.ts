import type { LucideIcon } from 'lucide-react'

/** A place in a project that its side bar names. */
export type Place = {
  readonly label: string
  readonly icon: LucideIcon
  /** Below `/project/$projectId`. */
  readonly path: string
  /** In which group of the side bar; they are shown in the order of `groups`. */
  readonly group: 'overview' | 'build' | 'manage'
}

export const groups = ['overview', 'build', 'manage'] as const

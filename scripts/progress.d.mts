export class Problem extends Error {}

export type Progress = {
  line(text?: string): void
  title(text: string): void
  strong(text: string): string
  step<T>(names: { doing: string; done: string | ((result: T) => string) }, work: () => Promise<T>): Promise<T>
  fail(error: unknown): void
}

export function createProgress(out?: NodeJS.WriteStream): Progress
export function seconds(ms: number): string

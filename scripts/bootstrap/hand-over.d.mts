/** Types of `hand-over.mjs` for the TypeScript part of the scripts. */
export function handOver(options: {
  node: string
  args: readonly string[]
  root: string
  env?: NodeJS.ProcessEnv
}): Promise<number>

import { getServerEnv } from './server'

/** Ends this process with a list of what is wrong when the configuration is not usable. */
export function refuseBadStart(): void {
  try {
    getServerEnv()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

/** Runs once when the server starts: a bad configuration stops it. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { refuseBadStart } = await import('./lib/env/refuse-bad-start')
    refuseBadStart()
  }
}

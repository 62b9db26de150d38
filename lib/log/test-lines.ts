/** For tests: what the log prints, read where it leaves the process. */
import { vi } from 'vitest'

/** Keeps every line from now on instead of printing it. */
export function keepLogLines(): { text: () => string; lines: () => Record<string, unknown>[] } {
  let text = ''
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_URL', 'http://127.0.0.1:1')
  vi.stubEnv('NEXT_PUBLIC_SUPABASE_ANON_KEY', 'sb_publishable_none')
  vi.stubEnv('ALPHAPY_BASE_URL', 'http://127.0.0.1:1')
  vi.stubEnv('MIND_LOG_LEVEL', 'info')
  // The logger writes to a standard output that was tampered with through this very function.
  vi.spyOn(process.stdout, 'write').mockImplementation((written) => {
    text += String(written)
    return true
  })
  return {
    text: () => text,
    lines: () => text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : [])),
  }
}

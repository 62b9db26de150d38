import { vi } from 'vitest'

/** Configures Mind for these servers, with a silent log. `more`: further variables. */
export function configureMind(
  { auth, alphapy }: { auth: { url: string; anonKey?: string }; alphapy: { port: number } },
  more: Record<string, string> = {},
): void {
  const variables = {
    NEXT_PUBLIC_SUPABASE_URL: auth.url,
    NEXT_PUBLIC_SUPABASE_ANON_KEY: auth.anonKey ?? 'sb_publishable_of_a_test',
    ALPHAPY_BASE_URL: `http://127.0.0.1:${alphapy.port}`,
    MIND_LOG_LEVEL: 'silent',
    ...more,
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
}

/** For tests of anything but the request window. */
export const noLimits = { ALPHAPY_READS_PER_MINUTE: '10000', ALPHAPY_WRITES_PER_MINUTE: '10000' }

/**
 * What Mind may be configured with, and nothing else. Pure: the readers of `process.env` are beside it.
 */
import * as z from 'zod'

/** Written as browsers write it: no capitals in the host, no port that goes without saying. */
const httpUrl = z
  .url({
    protocol: /^https?$/,
    message: 'must be an http(s) address, for example https://abc.supabase.co',
    abort: true,
  })
  .transform((value) => new URL(value))
  .refine(({ search, hash, username, password }) => `${search}${hash}${username}${password}` === '', {
    message: 'must be an address alone, without ?, # or a user',
    abort: true,
  })
  .transform(({ origin, pathname }) => origin + pathname.replace(/\/+$/, ''))

/** What a browser names as the origin of a change; anything more would never match. */
const httpOrigin = httpUrl.refine((value) => new URL(value).pathname === '/', {
  message: 'must be an origin without a path, for example https://mind.example',
})

const onOff = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((value) => value === 'true')

const count = (fallback: number) => z.coerce.number('must be a whole number').int().positive().default(fallback)

/** Variables of the server, by name. Empty strings count as unset, so `NAME=` in a file switches an option off. */
export const serverEnvSchema = z
  .object({
    NEXT_PUBLIC_SUPABASE_URL: httpUrl,
    NEXT_PUBLIC_SUPABASE_ANON_KEY: z.string('is missing').min(10, 'must be the anon or publishable key of the project'),
    ALPHAPY_BASE_URL: httpUrl,
    ALPHAPY_API_KEY: z.string().min(8, 'is too short to be a key').optional(),
    ALPHAPY_READS_PER_MINUTE: count(30),
    ALPHAPY_WRITES_PER_MINUTE: count(10),
    ALPHAPY_WRITE_TIMEOUT_MS: count(20_000),
    ALPHAPY_WINDOW_SECONDS: count(60),
    ALPHAPY_FORWARD_ADDRESS: onOff,
    MIND_ORIGIN: httpOrigin.optional(),
    MIND_TRUSTED_PROXIES: z.coerce.number('must be a whole number').int().min(0).max(10).default(0),
    MIND_DISCORD_API_URL: httpUrl.default('https://discord.com/api/v10'),
    MIND_BOT_INVITE_URL: z
      .url({ protocol: /^https$/, message: 'must be an https address, as the developer portal of Discord makes it' })
      .optional(),
    MIND_COOKIE_NAME: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/, 'may hold letters, digits, - and _')
      .default('sb-mind-auth-token'),
    MIND_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .refine((env) => !env.ALPHAPY_FORWARD_ADDRESS || env.MIND_TRUSTED_PROXIES > 0, {
    path: ['ALPHAPY_FORWARD_ADDRESS'],
    message: 'needs MIND_TRUSTED_PROXIES: without a proxy of yours anybody could name any address',
  })

/** Validated configuration of the server. */
export type ServerEnv = z.infer<typeof serverEnvSchema>

/**
 * Reads a configuration from named variables. Throws one `Error` whose message lists every fault by variable name,
 * never by value, so that it can be printed.
 */
export function parseServerEnv(variables: Record<string, string | undefined>): ServerEnv {
  const present = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = serverEnvSchema.safeParse(present)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => {
    const name = issue.path.join('.')
    const missing = present[name] === undefined
    return `  ${name} ${missing ? 'is missing' : issue.message}`
  })
  throw new Error(
    `Mind cannot start with this configuration:\n${faults.join('\n')}\nSee .env.example for what each one means.`,
  )
}

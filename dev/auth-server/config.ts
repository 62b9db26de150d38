import * as z from 'zod'

const seconds = z.number().int().min(0)

const limitsSchema = z.strictObject({
  /** Calls of `/token` per address in five minutes. */
  tokenPerFiveMinutes: z.number().positive(),
  /** Calls of each of otp, magiclink, recover, resend, signup and user update per address in five minutes. */
  otpPerFiveMinutes: z.number().positive(),
  /** Calls of `/verify` per address in five minutes. */
  verifyPerFiveMinutes: z.number().positive(),
  /** Factor challenges and verifications, each, per address and minute. */
  factorPerMinute: z.number().positive(),
  /** How many calls may come at once before the rate applies. */
  burst: z.number().int().positive(),
  /** Shortest time between two e-mails or two SMS to the same person. */
  messageEverySeconds: seconds,
})

/** Per-address limits of the real server. */
export type Limits = z.infer<typeof limitsSchema>

/** The real server's defaults. */
const DEFAULT_LIMITS: Limits = {
  tokenPerFiveMinutes: 150,
  otpPerFiveMinutes: 30,
  verifyPerFiveMinutes: 30,
  factorPerMinute: 15,
  burst: 30,
  messageEverySeconds: 60,
}

const providersSchema = z.strictObject({
  email: z.boolean(),
  phone: z.boolean(),
  discord: z.boolean(),
  anonymous: z.boolean(),
})

const configSchema = z.strictObject({
  accessTokenTtlSeconds: z.number().int().positive(),
  refreshTokenVersion: z.literal([1, 2]),
  reuseIntervalSeconds: seconds,
  rotation: z.boolean(),
  /** Off, or the limits in force. */
  limits: z.union([z.literal(false), limitsSchema]),
  /** Take the caller's address from `Sb-Forwarded-For` when the secret key is presented. */
  forwardedFor: z.boolean(),
  providers: providersSchema,
  /** Second factor on offer. */
  totp: z.boolean(),
  manualLinking: z.boolean(),
  disableSignup: z.boolean(),
  mailerAutoconfirm: z.boolean(),
  emailOtpTtlSeconds: seconds,
  smsOtpTtlSeconds: seconds,
  flowStateTtlSeconds: seconds,
  /** Longest life of a session, enforced at the next refresh; 0 = none. */
  sessionTimeboxSeconds: seconds,
  /** Longest pause between refreshes, enforced at the next refresh; 0 = none. */
  sessionInactivitySeconds: seconds,
  singleSessionPerUser: z.boolean(),
  /** Where people land when no allowed `redirect_to` is given. */
  siteUrl: z.url(),
  /** Further allowed redirect targets; `*` matches within a path segment, `**` anything. */
  redirectAllowList: z.array(z.string()),
  /**
   * What links in e-mails are: `verify` = the default templates, which open this server and are spent by it; `confirm` =
   * templates changed to open the site's `/auth/confirm` with the token's hash.
   */
  mailLinks: z.enum(['verify', 'confirm']),
  /** Where Discord is (loopback only). */
  discordUrl: z.url(),
})

/** Everything that can be set while the server runs. */
export type Config = z.infer<typeof configSchema>

/** Defaults as the cloud has them (so the reuse interval is 10 s), with every way in on offer. */
export function defaultConfig(siteUrl: string, discordUrl: string): Config {
  return {
    accessTokenTtlSeconds: 3600,
    refreshTokenVersion: 1,
    reuseIntervalSeconds: 10,
    rotation: true,
    limits: false,
    forwardedFor: false,
    providers: { email: true, phone: true, discord: true, anonymous: false },
    totp: true,
    manualLinking: true,
    disableSignup: false,
    mailerAutoconfirm: false,
    emailOtpTtlSeconds: 3600,
    smsOtpTtlSeconds: 60,
    flowStateTtlSeconds: 300,
    sessionTimeboxSeconds: 0,
    sessionInactivitySeconds: 0,
    singleSessionPerUser: false,
    siteUrl,
    redirectAllowList: ['http://127.0.0.1:*/**', 'http://localhost:*/**'],
    mailLinks: 'verify',
    discordUrl,
  }
}

const patchSchema = configSchema
  .extend({ limits: z.union([z.boolean(), limitsSchema.partial()]), providers: providersSchema.partial() })
  .partial()

/**
 * Applies a partial change as the control route takes it: `limits: true` means the real server's defaults, an object
 * overrides single limits. Throws a ZodError when a field is unknown or malformed.
 */
export function patchConfig(config: Config, patch: unknown): Config {
  const { limits, providers, ...rest } = patchSchema.parse(patch)
  const next: Config = { ...config, ...rest, providers: { ...config.providers, ...providers } }
  if (limits === true) next.limits = DEFAULT_LIMITS
  else if (limits === false) next.limits = false
  else if (limits) next.limits = { ...(config.limits || DEFAULT_LIMITS), ...limits }
  return next
}

/** Accounts in words and rules. Pure. */
import type { Device, IdentityView } from './schema'

const providers = ['email', 'phone', 'discord'] as const

/** An identity as the auth server lists it. */
interface WireIdentity {
  identity_id: string
  id: string
  provider: string
  created_at?: number | undefined
  identity_data?:
    | {
        email?: string | null | undefined
        phone?: string | null | undefined
        full_name?: string | null | undefined
        custom_claims?: { global_name?: string | null | undefined } | null | undefined
      }
    | null
    | undefined
}

/** An identity as people see it. */
export function identityView(identity: WireIdentity): IdentityView {
  const data = identity.identity_data ?? {}
  const provider = providers.find((name) => name === identity.provider) ?? 'other'
  const names = {
    email: data.email,
    phone: data.phone ? `+${data.phone.replace(/^\+/, '')}` : undefined,
    discord: data.custom_claims?.global_name || data.full_name,
    other: identity.provider,
  }
  return {
    identityId: identity.identity_id,
    provider,
    accountId: identity.id,
    name: names[provider] || undefined,
    since: identity.created_at,
  }
}

/** True while there is another way in than the one to be removed: the last one stays. */
export function canRemoveIdentity(identities: readonly IdentityView[]): boolean {
  return identities.length > 1
}

// In this order: many browsers also name the ones they descend from.
const browsers: [name: string, pattern: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//],
  ['Safari', /\bVersion\/\S+.*\bSafari\//],
]
const systems: [name: string, pattern: RegExp][] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows NT\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
]

/** What a `User-Agent` says, as far as it is one of the usual ones. Only names of this list come out, never its text. */
export function describeDevice(userAgent: string): Device {
  const find = (known: [string, RegExp][]) => known.find(([, pattern]) => pattern.test(userAgent))?.[0]
  const [browser, system] = [find(browsers), find(systems)]
  return { ...(browser ? { browser } : {}), ...(system ? { system } : {}) }
}

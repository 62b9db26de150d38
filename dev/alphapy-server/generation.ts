/** The three generations of the real server, and what differs between them as plain facts. */

/** A: `X-User-Id` is believed. B: tokens only. C: tokens, or the service key with a Discord id. */
export type Generation = 'A' | 'B' | 'C'

const ORDER: readonly Generation[] = ['A', 'B', 'C']

/** Whether a value names a generation. */
export function isGeneration(value: unknown): value is Generation {
  return ORDER.some((generation) => generation === value)
}

/** Whether `generation` is `first` or a later one. */
export function reached(generation: Generation, first: Generation): boolean {
  return ORDER.indexOf(generation) >= ORDER.indexOf(first)
}

/** Version, and the name metrics give with it. */
export const RELEASES: Readonly<Record<Generation, { version: string; codename: string }>> = {
  A: { version: '3.1.2', codename: 'Enterprise Ready' },
  B: { version: '3.7.0', codename: 'Enterprise Ready' },
  C: { version: '3.14.0', codename: 'Reflection Loop' },
}

const FIRST_SCOPES = ['system', 'reminders', 'embedwatcher', 'gpt', 'invites', 'gdpr']
const OLDER_READ = [...FIRST_SCOPES, 'automod', 'onboarding', 'ticketbot', 'verification']
const ALL_READ = [...OLDER_READ, 'growth', 'agents', 'engagement', 'fyi', 'custom_commands']

/** The scopes that reading the settings answers, in order. */
export const READ_SCOPES: Readonly<Record<Generation, readonly string[]>> = {
  A: OLDER_READ,
  B: OLDER_READ,
  C: ALL_READ,
}

/** The categories that saving settings takes. */
export const SAVE_SCOPES: Readonly<Record<Generation, readonly string[]>> = {
  A: FIRST_SCOPES,
  B: FIRST_SCOPES,
  C: ALL_READ.filter((scope) => scope !== 'fyi'),
}

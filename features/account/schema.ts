import * as z from 'zod'

/** A way to sign in, in the words of its provider. */
export interface IdentityView {
  identityId: string
  provider: 'email' | 'phone' | 'discord' | 'other'
  /** Id of the account at the provider. */
  accountId: string
  /** Address, number or name there. */
  name: string | undefined
  /** In milliseconds since the epoch. */
  since: number | undefined
}

/** Who somebody is, as the account page shows it. */
export interface AccountView {
  email: string | undefined
  phone: string | undefined
  discordId: string | undefined
  identities: (IdentityView & { removable: boolean })[]
}

/** What a browser says it runs on; parts it does not tell, or that are not known, are missing. */
export interface Device {
  browser?: string
  system?: string
}

/** A session Mind has seen. Moments in milliseconds since the epoch. */
export interface SessionView {
  sessionId: string
  device: Device
  firstSeenAt: number
  lastSeenAt: number
  secondFactor: boolean
  isThis: boolean
}

export const passwordSchema = z.object({
  current: z.string().min(1).max(1_000),
  password: z.string().min(1).max(1_000),
})
export const sessionIdSchema = z.object({ sessionId: z.uuid() })
export const identityIdSchema = z.object({ identityId: z.uuid() })
export const nothingSchema = z.object({})

/** Field of the sign-out form that says: on every device. */
export const everywhereField = 'everywhere'

/** JSON object as it travels. */
export type JsonObject = Record<string, unknown>

/** A way in that belongs to a user. Times are epoch milliseconds here and below. */
export interface Identity {
  readonly identityId: string
  readonly provider: string
  /** The person's id at the provider; for e-mail and phone the user id. */
  readonly providerId: string
  readonly userId: string
  data: JsonObject
  readonly createdAt: number
  updatedAt: number
  lastSignInAt: number
}

/** A second factor. */
export interface Factor {
  readonly id: string
  readonly friendlyName: string | null
  /** Base32, as shown to the person once. */
  readonly secret: string
  status: 'unverified' | 'verified'
  readonly createdAt: number
  updatedAt: number
  lastChallengedAt: number | null
  /** Open challenges by id. */
  readonly challenges: Map<string, { readonly createdAt: number; readonly ip: string }>
}

/** A code that was sent, to be used once. `purpose` is GoTrue's verification type. */
export interface OneTimeCode {
  readonly purpose: OtpPurpose
  readonly code: string
  /** Hash that stands in links; prefixed `pkce_` when the flow is PKCE. */
  readonly tokenHash: string
  readonly sentAt: number
  readonly ttlMs: number
  /** Where the code was sent. */
  readonly to: string
}

/** The kinds of one-time codes. */
export type OtpPurpose =
  | 'signup'
  | 'magiclink'
  | 'recovery'
  | 'email_change'
  | 'sms'
  | 'phone_change'
  | 'reauthentication'

/** A user row. */
export interface User {
  readonly id: string
  email: string | null
  phone: string | null
  passwordHash: string | null
  emailConfirmedAt: number | null
  phoneConfirmedAt: number | null
  lastSignInAt: number | null
  newEmail: string | null
  newPhone: string | null
  bannedUntil: number | null
  isAnonymous: boolean
  appMetadata: JsonObject
  userMetadata: JsonObject
  identities: Identity[]
  factors: Factor[]
  codes: OneTimeCode[]
  readonly createdAt: number
  updatedAt: number
}

/** How and when somebody proved who they are, within one session. */
interface AmrEntry {
  readonly method: string
  readonly at: number
}

/** A session: one sign-in on one device. */
export interface Session {
  readonly id: string
  readonly userId: string
  readonly createdAt: number
  refreshedAt: number | null
  amr: AmrEntry[]
  factorId: string | null
  userAgent: string | null
  ip: string | null
  /** Second-generation refresh tokens: the session's own secret and the number of the newest token. */
  readonly refreshKey: Buffer | null
  refreshCounter: number
}

/** A first-generation refresh token. */
export interface RefreshToken {
  readonly id: number
  readonly token: string
  readonly sessionId: string
  readonly parent: string | null
  revoked: boolean
  updatedAt: number
}

/** A sign-in that leaves the server and comes back (OAuth, or a link that ends in a PKCE code). */
export interface FlowState {
  readonly id: string
  readonly authCode: string
  readonly provider: string
  readonly method: string
  readonly codeChallenge: string | null
  readonly codeChallengeMethod: string
  readonly redirectTo: string
  /** User to whom the identity shall be added, in a linking flow. */
  readonly linkingUserId: string | null
  readonly createdAt: number
  authCodeIssuedAt: number | null
  userId: string | null
  providerToken: string | null
  providerRefreshToken: string | null
}

/** An e-mail or SMS that a real server would have sent. */
export interface Message {
  readonly id: number
  readonly channel: 'email' | 'sms'
  readonly to: string
  readonly purpose: OtpPurpose
  readonly subject: string
  readonly text: string
  readonly code: string
  /** What stands in links, for those who write their own templates. */
  readonly tokenHash: string | null
  readonly link: string | null
  readonly sentAt: number
}

import { randomBytes } from 'node:crypto'

/** A Discord account. Ids are decimal strings, as Discord sends them. */
export interface Account {
  readonly id: string
  username: string
  globalName: string | null
  avatar: string | null
  email: string | null
  /** Whether Discord vouches for the address. */
  verified: boolean
  guilds: Membership[]
}

/** What an account sees of a guild it is in. */
export interface Membership {
  readonly id: string
  readonly name: string
  readonly icon: string | null
  readonly owner: boolean
  /** Permission bits as a decimal string. */
  readonly permissions: string
  readonly memberCount: number
}

/** A consent that was given and not yet exchanged. */
interface AuthCode {
  readonly accountId: string
  readonly scopes: readonly string[]
  readonly redirectUri: string
  readonly expiresAt: number
}

/** Tokens that stand for an account. */
export interface Grant {
  readonly accountId: string
  readonly scopes: readonly string[]
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: number
}

/** Behaviour that tests may change. */
interface DiscordConfig {
  /** Refuse calls beyond the buckets, instead of only counting them down. */
  limits: boolean
}

/** All data of the local Discord, in memory. */
export class World {
  readonly accounts = new Map<string, Account>()
  readonly codes = new Map<string, AuthCode>()
  readonly grants: Grant[] = []
  readonly config: DiscordConfig = { limits: false }

  /** Keeps a consent and answers its code. */
  addCode(code: AuthCode): string {
    const text = randomBytes(15).toString('base64url')
    this.codes.set(text, code)
    return text
  }

  /** Gives out tokens for an account. They live a week, as at Discord. */
  addGrant(accountId: string, scopes: readonly string[], now: number): Grant {
    const grant: Grant = {
      accountId,
      scopes,
      accessToken: randomBytes(20).toString('base64url'),
      refreshToken: randomBytes(20).toString('base64url'),
      expiresAt: now + 604_800_000,
    }
    this.grants.push(grant)
    return grant
  }

  /** The live grant of an access token. */
  grantOf(accessToken: string, now: number): Grant | undefined {
    return this.grants.find((grant) => grant.accessToken === accessToken && grant.expiresAt > now)
  }

  /** Takes a grant back, or all of an account. */
  revoke(isMeant: (grant: Grant) => boolean): number {
    const kept = this.grants.filter((grant) => !isMeant(grant))
    const gone = this.grants.length - kept.length
    this.grants.splice(0, this.grants.length, ...kept)
    return gone
  }

  /** Forgets everything. */
  clear(): void {
    this.accounts.clear()
    this.codes.clear()
    this.grants.length = 0
    this.config.limits = false
  }
}

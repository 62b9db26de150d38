import type { FlowState, Message, RefreshToken, Session, User } from './model'

/** All data of the server, in memory. */
export class Store {
  readonly users = new Map<string, User>()
  readonly sessions = new Map<string, Session>()
  readonly refreshTokens = new Map<string, RefreshToken>()
  readonly flows = new Map<string, FlowState>()
  readonly messages: Message[] = []
  #nextId = 1

  /** The next number of a sequence shared by refresh tokens and messages. */
  nextId(): number {
    return this.#nextId++
  }

  /** User by address, without regard to case. */
  userByEmail(email: string): User | undefined {
    const wanted = email.trim().toLowerCase()
    return [...this.users.values()].find((user) => user.email === wanted)
  }

  /** User by phone number; a leading plus and blanks do not matter. */
  userByPhone(phone: string): User | undefined {
    const wanted = normalPhone(phone)
    return [...this.users.values()].find((user) => user.phone === wanted)
  }

  /** The user who owns an identity at a provider. */
  userByIdentity(provider: string, providerId: string): User | undefined {
    return [...this.users.values()].find((user) =>
      user.identities.some((one) => one.provider === provider && one.providerId === providerId),
    )
  }

  /** All sessions of a user, oldest first. */
  sessionsOf(userId: string): Session[] {
    return [...this.sessions.values()].filter((session) => session.userId === userId)
  }

  /** First-generation tokens of a session, oldest first. */
  tokensOf(sessionId: string): RefreshToken[] {
    return [...this.refreshTokens.values()].filter((token) => token.sessionId === sessionId)
  }

  /** Ends a session: its row and its refresh tokens go, its access tokens stop being accepted by `/user`. */
  endSession(sessionId: string): void {
    this.sessions.delete(sessionId)
    for (const token of this.tokensOf(sessionId)) this.refreshTokens.delete(token.token)
  }

  /** Removes a user with everything that belongs to them. Answers false when there was none. */
  removeUser(userId: string): boolean {
    for (const session of this.sessionsOf(userId)) this.endSession(session.id)
    return this.users.delete(userId)
  }

  /** What nobody but its owner may see: standing refresh tokens, secrets of authenticator apps, and what links carry. */
  secrets(): string[] {
    const apps = [...this.users.values()].flatMap(({ factors }) => factors.map(({ secret }) => secret))
    const links = this.messages.flatMap(({ tokenHash }) => tokenHash ?? [])
    return [...this.refreshTokens.keys(), ...apps, ...links]
  }

  /** Forgets everything. */
  clear(): void {
    this.users.clear()
    this.sessions.clear()
    this.refreshTokens.clear()
    this.flows.clear()
    this.messages.length = 0
  }
}

/** Phone number as the server keeps it: digits only. */
export const normalPhone = (phone: string): string => phone.replace(/[^0-9]/g, '')

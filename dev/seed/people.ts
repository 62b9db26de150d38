/**
 * A person of the demo seed. Every local server that needs people takes them from here, so that the same person has the
 * same ids everywhere.
 */
export interface Person {
  /** Given name, also the Discord username. */
  readonly name: string
  /** Sign-in address at the auth server. */
  readonly email: string
  /** Password at the auth server: local only, printed by the demo. */
  readonly password: string
  /** Supabase user id (uuid v4), the `sub` of this person's tokens. */
  readonly userId: string
  /** Discord id as a decimal string above 2^53, or null for someone who never linked Discord. */
  readonly discordId: string | null
  /** Whether the auth server knows that Discord account too. Without, only Alphapy does (`/link` in Discord). */
  readonly discordSignIn: boolean
  /** What this person is there to show. */
  readonly note: string
}

/** The people of the demo seed, by given name. */
export const PEOPLE = {
  ada: {
    name: 'ada',
    email: 'ada@example.test',
    password: 'local-ada-2026',
    userId: '7d1f0c52-9a3e-4b6d-8c21-5e0f3a9b7d14',
    discordId: '305678901234567891',
    discordSignIn: true,
    note: 'administers two guilds',
  },
  bram: {
    name: 'bram',
    email: 'bram@example.test',
    password: 'local-bram-2026',
    userId: 'b2a94e7f-3c58-4d10-9f6b-1a7c8e2d4f35',
    discordId: '1129384756102938477',
    discordSignIn: true,
    note: "administers one of Ada's two guilds",
  },
  mira: {
    name: 'mira',
    email: 'mira@example.test',
    password: 'local-mira-2026',
    userId: '4e6b8d0a-f217-4c93-a5d8-90b3c7e1f26a',
    discordId: '846201937465028193',
    discordSignIn: true,
    note: 'plain member of a guild, administers none',
  },
  lena: {
    name: 'lena',
    email: 'lena@example.test',
    password: 'local-lena-2026',
    userId: '1f7c2d94-5b08-4a6e-93d1-c0e5b7a48f62',
    discordId: '967310482750193846',
    discordSignIn: false,
    note: 'administers Pixel Workshop; linked by /link alone, no sign-in with Discord',
  },
  noor: {
    name: 'noor',
    email: 'noor@example.test',
    password: 'local-noor-2026',
    userId: 'c93d5a1e-6f84-4e27-b0c9-d8f216e7a053',
    discordId: null,
    discordSignIn: false,
    note: 'signed up with e-mail, no Discord account linked',
  },
} as const satisfies Record<string, Person>

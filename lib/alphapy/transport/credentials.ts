/** Who a call is made for. Never both families at once: beside a JWT, a Discord header takes over on the server. */
export type Credentials =
  | { kind: 'none' }
  | { kind: 'jwt'; token: string }
  | { kind: 'service'; apiKey: string; discordUserId: string }

/** The request headers of a set of credentials. */
export function credentialHeaders(credentials: Credentials): Record<string, string> {
  switch (credentials.kind) {
    case 'none':
      return {}
    case 'jwt':
      return { authorization: `Bearer ${credentials.token}` }
    case 'service':
      return { 'x-api-key': credentials.apiKey, 'x-discord-user-id': credentials.discordUserId }
  }
}

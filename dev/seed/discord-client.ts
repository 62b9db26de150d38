/** The application as which the local auth server is known to the local Discord. Both sides read it here. */
export const DISCORD_CLIENT = {
  id: '1187654321098765433',
  secret: 'local-discord-client-secret-2026',
} as const

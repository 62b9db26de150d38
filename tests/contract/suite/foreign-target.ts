/** A running server that somebody points the suite at. */
import { PacingClock } from './pacing-clock'
import { Target } from './target'

/** The target that the `ALPHAPY_CONTRACT_…` variables name; undefined when none is named. Throws when half is given. */
export function foreignTarget(variables: NodeJS.ProcessEnv): Target | undefined {
  const baseUrl = variables.ALPHAPY_CONTRACT_URL
  if (!baseUrl) return undefined
  const { ALPHAPY_CONTRACT_TOKEN: token, ALPHAPY_CONTRACT_GUILD_ID: guildId } = variables
  if (!token || !guildId) {
    throw new Error('ALPHAPY_CONTRACT_URL needs ALPHAPY_CONTRACT_TOKEN and ALPHAPY_CONTRACT_GUILD_ID beside it')
  }
  const secrets = {
    token,
    guildId,
    apiKey: variables.ALPHAPY_CONTRACT_API_KEY || undefined,
    discordId: variables.ALPHAPY_CONTRACT_DISCORD_ID || undefined,
  }
  return new Target(baseUrl, secrets, { pace: new PacingClock(), disposable: false })
}

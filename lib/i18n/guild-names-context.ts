'use client'

import { createContext, useContext } from 'react'
import type { GuildNames } from './guild-names'

/** The names at hand, and the way to ask for them anew. */
export interface NamesAtHand {
  names: GuildNames
  /** Asks the bot again. Resolves when the answer is shown. */
  reread?: () => Promise<void>
}

/** Where names are not provided, ids stay ids. */
export const GuildNamesContext = createContext<NamesAtHand>({ names: { kind: 'unavailable', why: 'unreachable' } })

/** Names of the channels and roles of the guild that is shown. */
export function useGuildNames(): NamesAtHand {
  return useContext(GuildNamesContext)
}

/** Who made changes that a reading shows, as far as it is on record. */
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import type { Recorder } from './recorder'

/** Who saved a change in Mind: the person who asks (elsewhere), or somebody by their Discord account if that is known. */
export interface ChangeWriter {
  self: boolean
  discordId?: string | undefined
}

/**
 * The same changes, with `by` where it is on record. `held`: what the setting of a change holds now, or `undefined` where
 * that is no value. A record that cannot be asked tells nothing and stops nothing.
 */
export function withWriters<Change extends { key: string }>(
  recorder: Recorder,
  { userId, ...place }: { userId: string; guildId: string; category: string },
  changes: readonly Change[],
  held: (change: Change) => SettingValue | null | undefined,
): Promise<(Change & { by?: ChangeWriter })[]> {
  return Promise.all(
    changes.map(async (change) => {
      try {
        const value = held(change)
        const writer = value === undefined ? value : await recorder.lastWriter?.({ ...place, key: change.key, value })
        return writer ? { ...change, by: { self: writer.userId === userId, discordId: writer.discordId } } : change
      } catch {
        return change
      }
    }),
  )
}

/** Who made changes that a reading shows, as far as it is on record. */
import type { SettingValue } from '@/lib/alphapy/catalogue/definition'
import type { Recorder } from './recorder'

/** Who saved a change in Mind: the person who asks (elsewhere), or somebody by their Discord account if that is known. */
export interface ChangeWriter {
  self: boolean
  discordId?: string | undefined
}

/** The same changes, with `by` where it is on record. A record that cannot be asked tells nothing and stops nothing. */
export function withWriters<Change extends { key: string; to: SettingValue | null }>(
  recorder: Recorder,
  { userId, ...place }: { userId: string; guildId: string; category: string },
  changes: readonly Change[],
): Promise<(Change & { by?: ChangeWriter })[]> {
  return Promise.all(
    changes.map(async (change) => {
      try {
        const writer = await recorder.lastWriter?.({ ...place, key: change.key, value: change.to })
        return writer ? { ...change, by: { self: writer.userId === userId, discordId: writer.discordId } } : change
      } catch {
        return change
      }
    }),
  )
}

/** Finding things by what somebody types. */

/** What is searched of a thing: its name, and further text that counts for less. */
export interface Searchable {
  text: string
  /** In falling order of weight. */
  also?: readonly string[]
}

/**
 * The things in which every typed word occurs, best first: at the start of the name, at the start of a word of it, within
 * it, then in the further texts. Equal ones keep their order; nothing typed finds all. Case and accents do not matter.
 */
export function search<T extends Searchable>(things: readonly T[], typed: string): T[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...things]
  return things
    .map((thing) => ({ thing, rank: rankOf(thing, words) }))
    .filter(({ rank }) => Number.isFinite(rank))
    .sort((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing)
}

/** Lower is better; infinite when a word is missing. */
function rankOf({ text, also = [] }: Searchable, words: readonly string[]): number {
  const texts = [text, ...also].map(plain)
  const ranks = words.map((word) => {
    const at = texts.findIndex((one) => one.includes(word))
    if (at < 0) return Number.POSITIVE_INFINITY
    if (at > 0) return 2 + at
    const name = texts[0] ?? ''
    if (name.startsWith(word)) return 0
    return new RegExp(`[^\\p{L}\\p{N}]${escaped(word)}`, 'u').test(name) ? 1 : 2
  })
  return ranks.reduce((sum, rank) => sum + rank, 0)
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

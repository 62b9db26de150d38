/** Saves of this tab that wait for their place. Walking away calls them off, and the next page says so. */

const waiting = new Set<string>()

/** Tells whether the save of a place, such as guild and category, waits. What was told last stands after its page is left. */
export function tellWaiting(place: readonly string[], isWaiting: boolean): void {
  if (isWaiting) waiting.add(keyOf(place))
  else waiting.delete(keyOf(place))
}

/** True when a save under this place waited when its page was left. */
export function isLeftWaiting(place: readonly string[]): boolean {
  return [...waiting].some((key) => `${key}/`.startsWith(`${keyOf(place)}/`))
}

function keyOf(place: readonly string[]): string {
  return place.map(encodeURIComponent).join('/')
}

/** Where to go after signing in. Only paths of Mind itself; anything else would hand people to a stranger's page. */

/** Request header in which the door tells pages their own address; set there on every request, never taken from outside. */
export const visitedPathHeader = 'x-mind-path'

const nowhere = 'https://mind.invalid'

/** Longer than any address of Mind; the wanted one travels in cookies and in the auth server's addresses. */
const maxLength = 1_500

/** The wanted path, or the fallback when it is missing, not a path, overlong, or could lead off this origin. */
export function safeReturnTo(wanted: string | null | undefined, fallback: string): string {
  if (!wanted?.startsWith('/') || wanted.length > maxLength || /[\\\s\p{Cc}]/u.test(wanted)) return fallback
  let target: URL
  try {
    target = new URL(wanted, nowhere)
  } catch {
    return fallback
  }
  // `//host` leaves the origin; a path that decodes to one might after the next redirect.
  if (target.origin !== nowhere || /^\/(%2f|%5c|%[01][0-9a-f]|\/)/i.test(target.pathname)) return fallback
  return target.pathname + target.search + target.hash
}

/** True when somebody may be sent there after signing in. */
export function isSafeReturnTo(wanted: string): boolean {
  return safeReturnTo(wanted, '') !== ''
}

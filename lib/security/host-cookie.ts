const prefix = '__Host-'

/**
 * Name of a cookie of Mind. Over https a browser takes one of this name from this very host alone, with `Secure` and path `/`:
 * no neighbouring subdomain can plant it.
 */
export function hostCookieName(name: string, https: boolean): string {
  return https ? `${prefix}${name}` : name
}

/** The same cookie's name without what it has over https: what it was called before, and what a neighbour may plant. */
export function plainCookieName(name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

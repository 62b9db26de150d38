/**
 * Name of a cookie of Mind. Over https a browser takes one of this name from this very host alone, with `Secure` and path `/`:
 * no neighbouring subdomain can plant it.
 */
export function hostCookieName(name: string, https: boolean): string {
  return https ? `__Host-${name}` : name
}

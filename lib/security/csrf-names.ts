/** What the browser must know of the double-submit token. */

/** Name of the hidden field of a form. */
export const csrfField = 'csrf'

/** Name of the cookie, without the prefix it has over https. */
export const csrfCookie = 'mind-csrf'

/** The token among these cookies (`document.cookie`); the one bound to the host goes first. */
export function csrfTokenIn(cookies: string): string | undefined {
  const values = new Map(cookies.split('; ').map((pair) => pair.split('=') as [string, string]))
  return values.get(`__Host-${csrfCookie}`) ?? values.get(csrfCookie)
}

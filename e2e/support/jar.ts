/** The cookies of one browser, for journeys in which a browser adds nothing: plain requests over HTTP. */
import { type IssuedSession, sessionCookies } from './world'

export class Jar {
  readonly #cookies = new Map<string, string>()

  /** Holds this session, as after signing in. */
  put(session: IssuedSession): void {
    this.clear()
    for (const { name, value } of sessionCookies(session)) this.#cookies.set(name, value)
  }

  clear(): void {
    this.#cookies.clear()
  }

  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Does what a browser does with the cookies of an answer. */
  take(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/;\s*max-age=0/i.test(line) || /expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
  }

  /** The session it holds. */
  get session(): IssuedSession | undefined {
    const text = [...this.#cookies]
      .filter(([name]) => name.startsWith('sb-mind-auth-token'))
      .map(([, value]) => value)
      .join('')
    if (!text) return undefined
    return JSON.parse(Buffer.from(text.slice('base64-'.length), 'base64url').toString('utf8'))
  }

  /** A request with the cookies of this moment, whose answer changes them. */
  async fetch(url: string): Promise<Response> {
    const answer = await fetch(url, { headers: { cookie: this.header }, redirect: 'manual' })
    this.take(answer)
    return answer
  }
}

/** How the attacks are made: raw HTTP at the production build, and what its log says about each. */
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { expect } from '@playwright/test'
import { stackAddresses } from './control'
import { type IssuedSession, issueSession, type Person, sessionCookies } from './world'

/** An answer, read to its end, with the id under which the log knows it. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  requestId: string
}

interface Ask {
  method?: string
  cookies?: Record<string, string>
  headers?: Record<string, string>
  body?: string | FormData
}

/** One request as an attacker makes it: nothing is sent that is not given, and no redirect is followed. */
export async function ask(
  path: string,
  { method = 'GET', cookies = {}, headers = {}, body }: Ask = {},
): Promise<Answer> {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`)
  const response = await fetch(stackAddresses().mind + path, {
    method,
    redirect: 'manual',
    headers: { ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const requestId = response.headers.get('x-request-id') ?? ''
  return { status: response.status, headers: response.headers, text: await response.text(), requestId }
}

/** A change sent to Mind under another host's name, which `fetch` would not write. */
export function sendTo(host: string, path: string, headers: Record<string, string>, body: string) {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(stackAddresses().mind + path, { method: 'POST', headers: { ...headers, host } }, (answer) => {
      readAll(answer).then((text) => resolve({ status: answer.statusCode, text }), reject)
    })
    sent.on('error', reject).end(body)
  })
}

/**
 * The same for a page in one of the router's ways. The framework first leads each of them to an address that tells it from
 * the others; what is sent there is the page.
 */
export async function askPage(path: string, cookies: Record<string, string>, headers: Record<string, string>) {
  const first = await ask(path, { cookies, headers })
  const to = first.headers.get('location') ?? ''
  return first.status === 307 && /[?&]_rsc\b/.test(to) ? ask(to, { cookies, headers }) : first
}

/** The token every browser of these attacks has. */
export const csrf = 'c'.repeat(32)

/** The cookies of a browser that holds this session. */
export function cookiesOf(session: IssuedSession): Record<string, string> {
  return { 'mind-csrf': csrf, ...Object.fromEntries(sessionCookies(session).map(({ name, value }) => [name, value])) }
}

/** A person with a session and the cookies that hold it. */
export async function comeIn(person: Person): Promise<{ session: IssuedSession; cookies: Record<string, string> }> {
  const session = await issueSession(person)
  return { session, cookies: cookiesOf(session) }
}

/** Everything Mind has logged so far. */
export function mindLog(): string {
  return readFileSync(join(stackAddresses().logs, 'mind.log'), 'utf8')
}

function linesAbout(requestId: string): Record<string, unknown>[] {
  // The last one may still be under way.
  const lines = mindLog().split('\n').slice(0, -1)
  return lines.filter((line) => line.includes(requestId)).map((line) => JSON.parse(line))
}

/** Expects that the log tells of this attempt, with these fields, and nowhere holds any of these secrets. */
export async function expectLogged(
  requestId: string,
  fields: Record<string, unknown>,
  secrets: readonly string[],
): Promise<void> {
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
  // What a process prints arrives in the file a little after its answer.
  await expect.poll(() => linesAbout(requestId)).toContainEqual(expect.objectContaining(fields))
  const all = mindLog()
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([])
}

/** What must never be seen of a session. */
export function secretsOf({ access_token, refresh_token }: IssuedSession): string[] {
  return [access_token, access_token.split('.')[2] || access_token, refresh_token]
}

/** The hidden fields of the form that has this field, as a browser without scripts would send them. */
function hiddenFields(html: string, field: string): FormData {
  const form =
    [...html.matchAll(/<form[^>]*>.*?<\/form>/gs)].find(([text]) => text.includes(`name="${field}"`))?.[0] ?? ''
  const data = new FormData()
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const part = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '')
    data.set(part('name'), part('value'))
  }
  return data
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

/** Signs in by the form of the sign-in page, as a browser without scripts. */
export async function signInByForm(
  { email, password }: { email: string; password: string },
  {
    cookies = {},
    next,
    sent = {},
  }: { cookies?: Record<string, string>; next?: string; sent?: Record<string, string> } = {},
): Promise<Answer> {
  const own = { 'mind-csrf': csrf, ...cookies }
  const path = next === undefined ? '/login' : `/login?next=${encodeURIComponent(next)}`
  const data = hiddenFields((await ask('/login', { cookies: { 'mind-csrf': csrf } })).text, 'password')
  for (const [name, value] of Object.entries({ email, password, ...sent })) data.set(name, value)
  return ask(path, { method: 'POST', cookies: own, headers: { origin: stackAddresses().mind }, body: data })
}

/** Enters a code for a message that this browser says it waits for, as a browser without scripts. */
export async function enterCodeByForm(to: string, code: string): Promise<Answer> {
  const awaited = { way: 'phone', to, next: '/guilds', remember: false }
  const value = Buffer.from(JSON.stringify(awaited)).toString('base64url')
  const cookies = { 'mind-csrf': csrf, 'sb-mind-auth-token-awaited': value }
  const data = hiddenFields((await ask('/login?with=code', { cookies })).text, 'code')
  data.set('code', code)
  const headers = { origin: stackAddresses().mind }
  return ask('/login?with=code', { method: 'POST', cookies, headers, body: data })
}

/** The cookies an answer sets, by name; removed ones are empty. */
export function setCookies({ headers }: Answer): Record<string, string> {
  return Object.fromEntries(
    headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';')
      return [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    }),
  )
}

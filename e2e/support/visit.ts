/** A visit that is searched afterwards: what a browser may load, what its scripts can reach, and what it held in secret. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { combineChunks } from '@supabase/ssr'
import { discordControl, stackAddresses } from './control'
import type { Haystack } from './secrets'

const staticFolder = join(import.meta.dirname, '..', '..', '.next', 'static')

/** Every file a browser may load. */
export function bundles(): Haystack[] {
  return readdirSync(staticFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|json|map|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ where: path.slice(staticFolder.length), text: readFileSync(path, 'utf8') }))
}

/** What scripts of a page can read without asking anybody. */
export async function withinReach(page: Page): Promise<Haystack> {
  const text = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]))
  return { where: 'reach of the page’s scripts', text }
}

/** What the cookies of this browser hold: the session's tokens, and any other value scripts may not read. */
async function heldSecrets(context: BrowserContext): Promise<Record<string, string>> {
  const cookies = (await context.cookies()).filter(({ httpOnly }) => httpOnly)
  const name = 'sb-mind-auth-token'
  const text = await combineChunks(name, (wanted) => cookies.find((cookie) => cookie.name === wanted)?.value)
  const session = text ? JSON.parse(Buffer.from(text.replace('base64-', ''), 'base64url').toString('utf8')) : {}
  const tokens = ['access_token', 'refresh_token', 'provider_token', 'provider_refresh_token'].flatMap((part) =>
    typeof session[part] === 'string' ? [[`the ${part}`, session[part]]] : [],
  )
  const others = cookies.filter(
    (cookie) => !/^sb-mind-auth-token(\.\d+)?$/.test(cookie.name) && cookie.value.length >= 16,
  )
  const verifiers = others.flatMap(({ name: of, value }) => {
    const { verifier } = of.includes('-flow-') ? JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) : {}
    return verifier ? [[`the verifier of ${of}`, verifier]] : []
  })
  return Object.fromEntries([
    ...tokens,
    ...verifiers,
    ...others.map((cookie) => [`the cookie ${cookie.name}`, cookie.value]),
  ])
}

/** The codes of flows that pass through Mind's addresses, by name, as they come. */
function passingCodes(context: BrowserContext): Record<string, string> {
  const passing: Record<string, string> = {}
  context.on('request', (request) => {
    const url = new URL(request.url())
    const code = url.origin === stackAddresses().mind ? url.searchParams.get('code') : null
    if (code) passing[`the code of a flow ${Object.keys(passing).length}`] = code
  })
  return passing
}

/** What a visit had that nobody else may see. Of a message: its code, and the hash in its link. */
export interface Secrets {
  values: Record<string, string>
  codes: string[]
  hashes: Record<string, string>
  passing: Record<string, string>
}

/** A visit and how to note what its cookies hold at a step. */
export interface NotedVisit {
  secrets: Secrets
  note: (step: string) => Promise<void>
}

/** The secrets of a visit: those that pass through addresses by themselves, those in cookies whenever `note` is called. */
export function noteSecrets(page: Page): NotedVisit {
  const context = page.context()
  const secrets: Secrets = { values: {}, codes: [], hashes: {}, passing: passingCodes(context) }
  const note = async (step: string) => {
    for (const [name, value] of Object.entries(await heldSecrets(context))) secrets.values[`${name} (${step})`] = value
  }
  // On the way to Discord the verifier is in its cookie, and after it Discord's tokens are where only it knows them.
  // A look may meet half of what is being set, or nothing as the browser closes: what it misses is there for another.
  page.on('framenavigated', () => void note('under way').catch(() => undefined))
  return { secrets, note }
}

/** The tokens Discord has given out for an account. */
export async function discordsTokens(accountId: string): Promise<Record<string, string>> {
  const { grants } = await discordControl.get<{ grants: { accessToken: string; refreshToken: string }[] }>(
    `/grants?accountId=${accountId}`,
  )
  expect(grants.length).toBeGreaterThan(0)
  return Object.fromEntries(
    grants.flatMap(({ accessToken, refreshToken }, at) => [
      [`Discord’s access token ${at}`, accessToken],
      [`Discord’s refresh token ${at}`, refreshToken],
    ]),
  )
}

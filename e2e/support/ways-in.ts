/** The ways in, as journeys walk them: messages read behind Mind's back, and the local Discord's consent page. */
import { randomUUID } from 'node:crypto'
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { combineChunks } from '@supabase/ssr'
import { authControl, discordControl, stackAddresses } from './control'
import { newSnowflake } from './world'

/** An e-mail or SMS that was sent. */
interface SentMessage {
  purpose: string
  code: string
  tokenHash: string
  link: string
}

/** The newest message to an address or number. */
export async function newestMessage(to: string): Promise<SentMessage> {
  const query = new URLSearchParams({ to })
  const { messages } = await authControl.get<{ messages: SentMessage[] }>(`/messages?${query}`)
  const newest = messages.at(-1)
  if (!newest) throw new Error(`No message was sent to ${to}`)
  return newest
}

/** The link of a message as the default e-mail templates have it: it opens the auth server, which is then done with it. */
export function defaultLink({ tokenHash, purpose, link }: SentMessage): string {
  const redirectTo = new URL(link).searchParams.get('next') ?? ''
  return `${stackAddresses().auth}/auth/v1/verify?${new URLSearchParams({ token: tokenHash, type: purpose, redirect_to: redirectTo })}`
}

/** A Discord account that nobody has used here yet. */
export async function newDiscordAccount(
  name: string,
  { verified = true, email }: { verified?: boolean; email?: string } = {},
): Promise<{ id: string; username: string; email: string }> {
  const username = `${name}-${randomUUID().slice(0, 8)}`
  const account = { id: newSnowflake(), username, email: email ?? `${username}@example.test` }
  await discordControl.post('/accounts', { ...account, verified })
  return account
}

/** Presses the Discord button and answers on Discord's page. */
export async function goThroughDiscord(page: Page, answer: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue with Discord' }).click()
  await page.waitForURL(/\/oauth2\/authorize/)
  await page.getByRole('button', { name: answer, exact: true }).click()
}

/**
 * Waits until a script listens to this control. A journey's own visits end then; where Discord or a plain form leads back,
 * the page is shown before.
 */
export async function untilHeard(control: Locator): Promise<void> {
  const isHeard = (node: Element) => Object.keys(node).some((key) => key.startsWith('__react'))
  await expect.poll(() => control.evaluate(isHeard)).toBe(true)
}

/** Asks for a message from the first step and waits for the step that takes its code. */
export async function askForLinkAndCode(page: Page, email: string): Promise<SentMessage> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send me a link and a code instead' }).click()
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible()
  return newestMessage(email)
}

/** What the session cookie holds, and when it ends (seconds since the epoch; -1: with the browser). */
export async function storedSession(context: BrowserContext) {
  const cookies = (await context.cookies()).filter(({ name }) => /^sb-mind-auth-token(\.\d+)?$/.test(name))
  const text = await combineChunks('sb-mind-auth-token', (wanted) => cookies.find(({ name }) => name === wanted)?.value)
  if (!text) return undefined
  const session = JSON.parse(Buffer.from(text.replace('base64-', ''), 'base64url').toString('utf8'))
  const claims = JSON.parse(Buffer.from(session.access_token.split('.')[1], 'base64url').toString('utf8'))
  return { session, claims, expires: cookies[0]?.expires, httpOnly: cookies.every((cookie) => cookie.httpOnly) }
}

/**
 * The message a person of this browser waits for: kept in a cookie, so that the page that takes its code can be loaded again
 * and works without scripts, and so that no address or number ever stands in a URL. It proves nothing and opens nothing.
 */
import 'server-only'
import * as z from 'zod'
import { ownCookies } from '@/lib/supabase/own-cookies'

const awaitedSchema = z.object({
  /** How it was sent, and what for: `recovery` leads to a new password. */
  way: z.enum(['email', 'recovery', 'phone']),
  /** Address, or number in E.164. */
  to: z.string().min(1).max(254),
  next: z.string(),
  remember: z.boolean(),
  /** The flow of the message's link, when it has one. */
  flow: z.string().optional(),
})

/** A message that was asked for. */
export type AwaitedMessage = z.infer<typeof awaitedSchema>

/** As long as an e-mail's code can be valid in most projects. */
const keptForS = 3_600

/** Remembers what was asked for. Only in actions. */
export async function awaitMessage(message: AwaitedMessage): Promise<void> {
  const { jar, name, attributes } = await surroundings()
  const value = Buffer.from(JSON.stringify(message), 'utf8').toString('base64url')
  jar.set({ name, value, maxAge: keptForS, ...attributes })
}

/** What this browser waits for. */
export async function readAwaitedMessage(): Promise<AwaitedMessage | undefined> {
  const { jar, name } = await surroundings()
  try {
    return awaitedSchema.parse(JSON.parse(Buffer.from(jar.get(name)?.value ?? '', 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}

/** Waits no longer. Only in actions. */
export async function forgetAwaitedMessage(): Promise<void> {
  const { jar, name, attributes } = await surroundings()
  jar.set({ name, value: '', maxAge: 0, ...attributes })
}

async function surroundings() {
  const { jar, name, attributes } = await ownCookies()
  return { jar, name: `${name}-awaited`, attributes }
}

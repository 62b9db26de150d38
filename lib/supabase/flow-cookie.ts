/** What the cookie of a flow holds. Pure. */
import * as z from 'zod'

const flowSchema = z.object({
  /** The flow's secret: whoever brings the code must show it. */
  verifier: z.string().min(43).max(128),
  /** Of the person of `userId`, who is signed in: `link` adds an identity, `refresh` reads their servers. The others sign in. */
  purpose: z.enum(['sign-in', 'recovery', 'link', 'refresh']),
  /** Where to go afterwards, a path of Mind. */
  next: z.string(),
  /** Whether the session outlives the browser. */
  remember: z.boolean(),
  userId: z.string().optional(),
  /** In milliseconds since the epoch. */
  until: z.number(),
})

/** A flow under way in this browser. */
export type Flow = z.infer<typeof flowSchema>

/** The cookie's value. */
export function encodeFlow(flow: Flow): string {
  return Buffer.from(JSON.stringify(flow), 'utf8').toString('base64url')
}

/** The flow held by a cookie's value; `undefined` when there is none, it cannot be read, or its time is over. */
export function decodeFlow(value: string | undefined, now: number): Flow | undefined {
  try {
    const flow = flowSchema.parse(JSON.parse(Buffer.from(value ?? '', 'base64url').toString('utf8')))
    return flow.until > now ? flow : undefined
  } catch {
    return undefined
  }
}

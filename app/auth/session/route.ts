import { readSession } from '@/lib/session/read-session'

/** Who is signed in and until when; never a token. */
export async function GET() {
  const session = await readSession()
  const body =
    session.kind === 'signed-in'
      ? {
          session: session.kind,
          user: { id: session.actor.userId, email: session.actor.email ?? null },
          expiresAt: new Date(session.actor.expiresAt).toISOString(),
        }
      : { session: session.kind }
  return Response.json(body, { headers: { 'cache-control': 'private, no-store' } })
}

import type { NextRequest } from 'next/server'
import { updateSession } from '@/lib/supabase/middleware'

export function middleware(request: NextRequest) {
  return updateSession(request)
}

/**
 * Everything but the static files there are. Prefetches skip the door only where pages never refresh by themselves; ours do not, but
 * they do need a nonce, so they come through it too.
 */
export const config = {
  runtime: 'nodejs',
  matcher: ['/((?!_next/static/|(?:icon\\.svg|favicon\\.ico)$).*)'],
}

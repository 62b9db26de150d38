/** Alive: this process answers. Asks nothing of anybody, so that a probe costs no place in the backend's window. */
export function GET() {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}

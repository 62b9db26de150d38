/** A stand-in for the auth server: answers `/auth/v1/user` for a fixed list of bearer tokens. */
import { createServer } from 'node:http'
import { PEOPLE } from '@/dev/seed/people'

/** A running stand-in. */
export interface StandInAuth {
  url: string
  stop: () => Promise<void>
}

/** Listens on a free loopback port; `users` maps a token to a user id. */
export function startStandInAuth(users: Readonly<Record<string, string>>): Promise<StandInAuth> {
  const server = createServer((incoming, response) => {
    const token = (incoming.headers.authorization ?? '').replace(/^Bearer /, '')
    const id = incoming.url === '/auth/v1/user' ? users[token] : undefined
    response.writeHead(id === undefined ? 401 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(id === undefined ? { msg: 'invalid JWT' } : { id, role: 'authenticated' }))
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({
        url: `http://127.0.0.1:${port}`,
        stop: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
}

/** Shaped like a token; `startAuthOfPeople` takes it. */
export function tokenOf(userId: string): string {
  return `e30.${Buffer.from(JSON.stringify({ sub: userId })).toString('base64url')}.x`
}

/** An auth server that knows everybody of the seed by `tokenOf`. */
export function startAuthOfPeople(): Promise<StandInAuth> {
  return startStandInAuth(Object.fromEntries(Object.values(PEOPLE).map(({ userId }) => [tokenOf(userId), userId])))
}

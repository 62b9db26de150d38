/** Which loopback port to listen on. */
import { createServer } from 'node:net'

const TRIED_PORTS = 200
/** A server on any of these answers for `localhost`, so each one makes a port taken. */
const LOCAL_ADDRESSES = ['127.0.0.1', '::1', '0.0.0.0']

/**
 * The port to use when `wanted` is wished for: itself when free, else the next free one above it; for 0 any free one.
 * Never one of `claimed`. Rejects when nothing is free within reach.
 */
export async function choosePort(
  wanted: number,
  claimed: ReadonlySet<number> = new Set(),
  isFree: (port: number) => Promise<boolean> = isPortFree,
): Promise<number> {
  if (wanted === 0) return anyFreePort(claimed)
  const last = Math.min(wanted + TRIED_PORTS, 65_535)
  for (let port = wanted; port <= last; port += 1) {
    if (!claimed.has(port) && (await isFree(port))) return port
  }
  throw new Error(`No port from ${wanted} to ${last} is free`)
}

/** True when nothing on this machine listens on `port` in a way that local clients would meet. */
async function isPortFree(port: number): Promise<boolean> {
  for (const host of LOCAL_ADDRESSES) {
    if ((await listenOnce(port, host)) === 'taken') return false
  }
  return true
}

async function anyFreePort(claimed: ReadonlySet<number>): Promise<number> {
  for (let turn = 0; turn < TRIED_PORTS; turn += 1) {
    const port = await listenOnce(0, '127.0.0.1')
    if (port !== 'taken' && port !== 'no such address' && !claimed.has(port) && (await isPortFree(port))) return port
  }
  throw new Error('No port is free')
}

/** Listens for a moment. Answers the port, or why not; a machine without IPv6 has no ::1. */
function listenOnce(port: number, host: string): Promise<number | 'taken' | 'no such address'> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve('taken')
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve('no such address')
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const chosen = typeof address === 'object' && address !== null ? address.port : port
      server.close(() => resolve(chosen))
    })
  })
}

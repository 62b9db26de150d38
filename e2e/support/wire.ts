/**
 * A proxy between a browser and everything it visits, which keeps what Mind sent. The browser's own tools forget a body as
 * soon as a script gives it up or the page is left, and Next's router gives up the answers of actions all the time.
 */
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stackAddresses } from './control'
import type { Haystack } from './secrets'

export interface Wire {
  /** For the browser's settings. */
  server: string
  /** Every answer of Mind so far: its body, and its address and headers but for the cookies it sets. Waits for open ones. */
  answers: () => Promise<Haystack[]>
  stop: () => Promise<void>
}

/** Starts a proxy on a free port of this machine. */
export async function startWire(): Promise<Wire> {
  const { mind } = stackAddresses()
  const kept: Promise<Haystack[]>[] = []
  const proxy = createServer((asked, answer) => {
    const keeping = forward(asked, answer)
    if (asked.url?.startsWith(mind)) kept.push(keeping)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    answers: async () => (await Promise.all(kept)).flat(),
    stop: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve())
        proxy.closeAllConnections()
      }),
  }
}

function forward(asked: IncomingMessage, answer: ServerResponse): Promise<Haystack[]> {
  const url = new URL(asked.url ?? '')
  // Nothing compressed: what is kept is searched as it is.
  const headers: OutgoingHttpHeaders = { ...asked.headers, 'accept-encoding': 'identity' }
  delete headers['proxy-connection']
  return new Promise((resolve) => {
    const onward = request(url, { method: asked.method ?? 'GET', headers }, (from) => {
      const chunks: Buffer[] = []
      from.on('data', (chunk: Buffer) => chunks.push(chunk))
      from.once('close', () =>
        resolve(haystacks(`${from.statusCode} ${asked.method} ${url.pathname}`, from, chunks, url)),
      )
      answer.writeHead(from.statusCode ?? 502, from.rawHeaders)
      from.pipe(answer)
    })
    onward.once('error', () => {
      answer.destroy()
      resolve([])
    })
    answer.once('close', () => onward.destroy())
    asked.pipe(onward)
  })
}

function haystacks(where: string, { headers }: IncomingMessage, chunks: Buffer[], url: URL): Haystack[] {
  const { 'set-cookie': _cookies, ...shown } = headers
  return [
    { where: `the head of ${where}`, text: `${url}\n${JSON.stringify(shown)}` },
    { where, text: Buffer.concat(chunks).toString('utf8') },
  ]
}

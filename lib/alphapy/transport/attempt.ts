/**
 * One HTTP exchange with a time limit and a bounded body. Knows nothing of JSON, schemas or words.
 */

/** What came back, or why nothing did. `sent: false` means the server cannot have seen the request. */
export type Exchange =
  | { kind: 'answer'; status: number; contentType: string; text: string; hasRequestId: boolean; retryAfterMs?: number }
  | { kind: 'timeout' }
  | { kind: 'cancelled' }
  | { kind: 'oversize' }
  | { kind: 'network'; sent: boolean }

/** The request of one exchange. */
export interface Attempt {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers: Record<string, string>
  body?: string
  /** For the whole exchange, body included. */
  timeoutMs: number
  /** Ends the exchange early. Only for reads: a write that has left cannot be called back. */
  signal?: AbortSignal | undefined
}

/** No answer of the backend comes near this; something else is talking. */
const bodyBytesMax = 4_000_000

/** A time to wait beyond this is nobody's window. */
const retryAfterMaxMs = 120_000

/** Causes after which the request has certainly not reached the server. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Runs the exchange. Never throws: every failure is a kind of outcome. */
export async function exchange(fetchFn: typeof fetch, attempt: Attempt): Promise<Exchange> {
  const limit = AbortSignal.timeout(attempt.timeoutMs)
  try {
    const response = await fetchFn(attempt.url, {
      method: attempt.method,
      headers: attempt.headers,
      body: attempt.body ?? null,
      signal: attempt.signal ? AbortSignal.any([limit, attempt.signal]) : limit,
      redirect: 'manual',
      cache: 'no-store',
    })
    const text = await readBounded(response)
    if (text === undefined) return { kind: 'oversize' }
    return {
      kind: 'answer',
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      text,
      hasRequestId: response.headers.has('x-request-id'),
      ...retryAfter(response.headers.get('retry-after')),
    }
  } catch (error) {
    if (attempt.signal?.aborted) return { kind: 'cancelled' }
    if (limit.aborted) return { kind: 'timeout' }
    return { kind: 'network', sent: !neverSent.has(causeCode(error)) }
  }
}

/** Alphapy itself sends no such header; a proxy before it may. */
function retryAfter(header: string | null): { retryAfterMs?: number } {
  if (header === null || !/^\d{1,6}$/.test(header)) return {}
  return { retryAfterMs: Math.min(retryAfterMaxMs, Number(header) * 1_000) }
}

async function readBounded(response: Response): Promise<string | undefined> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > bodyBytesMax) {
      await reader.cancel()
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}

function causeCode(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
    if (cause instanceof AggregateError && cause.errors.length > 0) return causeCode(cause.errors[0])
  }
  return ''
}

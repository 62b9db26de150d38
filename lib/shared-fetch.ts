/**
 * Calls that several requests wait for. The framework ends the calls of a request that it only renders ahead of time, and so
 * anybody could end, by one header, what others are waiting for. These calls belong to no request.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const holder = globalThis as typeof globalThis & { __mindOutside?: <T>(work: () => T) => T }

/** To be called once when the process starts, before any request. */
export function rememberNoRequest(): void {
  holder.__mindOutside ??= AsyncLocalStorage.snapshot()
}

/** `fetch`, as if no request had asked for it. */
export const sharedFetch: typeof fetch = (input, init) =>
  holder.__mindOutside ? holder.__mindOutside(() => fetch(input, init)) : fetch(input, init)

/** Finds the route for a request, in the order routes are declared. */
import { type Generation, reached } from './generation'
import type { Route } from './route'

/** What a lookup found. */
export type Found =
  | { kind: 'route'; route: Route; segments: ReadonlyMap<string, string> }
  | { kind: 'method'; allow: string }
  | { kind: 'redirect'; path: string }
  | { kind: 'nothing' }

interface Compiled {
  route: Route
  pattern: RegExp
  names: string[]
}

/** A lookup over all routes of the server. */
export class Router {
  private readonly compiled: Compiled[]

  constructor(routes: readonly Route[]) {
    this.compiled = routes.map((route) => ({
      route,
      pattern: new RegExp(`^${route.pattern.replace(/\{\w+\}/g, '([^/]+)')}$`),
      names: [...route.pattern.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''),
    }))
  }

  /** `path` is percent-decoded and without query. */
  find(generation: Generation, method: string, path: string): Found {
    const fitting = this.fitting(generation, path)
    const exact = fitting.find(({ entry }) => entry.route.method === method)
    if (exact) return { kind: 'route', route: exact.entry.route, segments: exact.segments }
    const first = fitting[0]
    if (first) return { kind: 'method', allow: first.entry.route.method }
    if (path === '/') return { kind: 'nothing' }
    const other = path.endsWith('/') ? path.replace(/\/+$/, '') : `${path}/`
    return this.fitting(generation, other).length > 0 ? { kind: 'redirect', path: other } : { kind: 'nothing' }
  }

  private fitting(generation: Generation, path: string) {
    return this.compiled.flatMap((entry) => {
      const found = reached(generation, entry.route.since) ? entry.pattern.exec(path) : null
      if (!found) return []
      return [{ entry, segments: new Map(entry.names.map((name, index) => [name, found[index + 1] ?? ''])) }]
    })
  }
}

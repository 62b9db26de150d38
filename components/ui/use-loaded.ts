'use client'

import { useState } from 'react'

/** Code on its way. */
export type Loaded<T> = { kind: 'not-asked' } | { kind: 'loading' } | { kind: 'here'; code: T } | { kind: 'failed' }

/**
 * Code that is fetched when first wanted. A fetch that fails is told and can be tried again; it does not take the page
 * down, which a lazy component would.
 */
export function useLoaded<T>(fetchCode: () => Promise<T>): [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: 'not-asked' })
  function want() {
    if (loaded.kind === 'here' || loaded.kind === 'loading') return
    setLoaded({ kind: 'loading' })
    fetchCode().then(
      (code) => setLoaded({ kind: 'here', code }),
      () => setLoaded({ kind: 'failed' }),
    )
  }
  return [loaded, want]
}

'use client'

import './globals.css'

/**
 * When even the layout failed there are no translations: one plain sentence in both languages, and a way to try again.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto max-w-[32rem] px-4 py-16">
          <h1 className="mb-2 font-semibold text-xl">Mind</h1>
          <p>This page could not be made. Please load it again.</p>
          <p lang="nl">Deze pagina kon niet worden gemaakt. Laad haar opnieuw.</p>
          {error.digest ? <p className="mt-4 font-mono text-xs">{error.digest}</p> : null}
        </main>
      </body>
    </html>
  )
}

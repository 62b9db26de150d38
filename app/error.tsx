'use client'

import { ErrorFace } from '@/components/states/error-face'

export default function RootError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="px-4 py-16">
      <ErrorFace {...props} />
    </main>
  )
}

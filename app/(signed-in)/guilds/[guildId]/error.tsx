'use client'

import { ErrorFace } from '@/components/states/error-face'

/** Inside the frame, so that navigation survives. */
export default function GuildError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorFace {...props} />
}

'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { usePopoversClose } from '@/components/ui/use-popovers-close'
import { makeQueryClient } from '@/lib/query/make-query-client'

/** What signed-in pages share in the browser. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient)
  usePopoversClose()
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}

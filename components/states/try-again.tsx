'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useLayoutEffect, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'

/** Reads the page again. With a wait, counts down first and then does it by itself. */
export function TryAgain({ afterMs }: { afterMs?: number | undefined }) {
  const t = useTranslations('common')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const button = useRef<HTMLButtonElement>(null)
  const [leftS, setLeftS] = useState(Math.ceil((afterMs ?? 0) / 1000))
  useEffect(() => {
    if (leftS <= 0) return
    const timer = setTimeout(() => {
      setLeftS(leftS - 1)
      if (leftS === 1) startTransition(() => router.refresh())
    }, 1_000)
    return () => clearTimeout(timer)
  }, [leftS, router])
  // When it worked the button goes: whoever pressed it goes on at what came.
  useLayoutEffect(() => {
    const own = button.current
    return () => {
      if (own && document.activeElement === own) document.querySelector('main')?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <Button ref={button} disabled={pending} onClick={() => startTransition(() => router.refresh())}>
      {leftS > 0 ? t('tryAgainIn', { seconds: leftS }) : t('tryAgain')}
    </Button>
  )
}

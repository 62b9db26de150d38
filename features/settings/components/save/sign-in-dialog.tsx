'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Dialog, DialogButtons } from '@/components/ui/dialog'
import { routes } from '@/lib/routes'
import { askPerson, onPersonSeen } from '@/lib/session/presence'
import type { CategoryForm } from '../../hooks'

type Found = { kind: 'nobody' } | { kind: 'unknown' } | { kind: 'same' } | { kind: 'other'; email: string | null }

/** The session is over in the middle of a form: signing in again without leaving it. Saving waits for a word. */
export function SignInDialog({
  form,
  count,
  isSafe,
  personId,
}: {
  form: CategoryForm
  count: number
  /** The draft outlives this tab. */
  isSafe: boolean
  personId: string
}) {
  const t = useTranslations('settings.signIn')
  const login = routes.login(usePathname())
  const bodyId = useId()
  const [found, setFound] = useState<Found>({ kind: 'nobody' })
  const look = () => void find(personId).then(setFound)
  useEffect(() => {
    const onReturn = () => void find(personId).then(setFound)
    onReturn()
    const stop = onPersonSeen(onReturn)
    window.addEventListener('focus', onReturn)
    document.addEventListener('visibilitychange', onReturn)
    return () => {
      stop()
      window.removeEventListener('focus', onReturn)
      document.removeEventListener('visibilitychange', onReturn)
    }
  }, [personId])

  // A dialog of its own for each face, so that what changed is read out.
  if (found.kind === 'same') {
    return (
      <Dialog key="same" title={t('sameTitle')} describedBy={bodyId} onClose={form.comeBack}>
        <p id={bodyId} className="text-ink-soft">
          {t('sameBody', { count })}
        </p>
        <DialogButtons>
          <Button look={count > 0 ? 'secondary' : 'primary'} onClick={form.comeBack}>
            {t('lookFirst')}
          </Button>
          {count > 0 ? (
            <Button
              onClick={() => {
                form.comeBack()
                form.save()
              }}
            >
              {t('saveNow')}
            </Button>
          ) : null}
        </DialogButtons>
      </Dialog>
    )
  }
  if (found.kind === 'other') {
    return (
      <Dialog key="other" title={t('otherTitle')} describedBy={bodyId} hidesPage onClose={look}>
        <p id={bodyId} className="text-ink-soft">
          {t(isSafe ? 'otherBody' : 'otherBodyUnsafe', { email: found.email ?? t('nameless'), count })}
        </p>
        <DialogButtons>
          <Button onClick={() => window.location.reload()}>{t('openAsOther')}</Button>
        </DialogButtons>
      </Dialog>
    )
  }
  return (
    <Dialog key="nobody" title={t('title')} describedBy={bodyId} hidesPage onClose={look}>
      <p id={bodyId} className="text-ink-soft">
        {t(isSafe ? 'body' : 'bodyUnsafe', { count })}
      </p>
      <p role="status" className="mt-2 text-ink-soft empty:hidden">
        {found.kind === 'unknown' ? t('unknown') : null}
      </p>
      <DialogButtons>
        <Button look="quiet" onClick={look}>
          {t('check')}
        </Button>
        {isSafe ? (
          <a href={login} className={buttonClass('secondary')}>
            {t('here')}
          </a>
        ) : null}
        <a href={login} target="_blank" rel="noopener" className={buttonClass()}>
          {t('newTab')}
        </a>
      </DialogButtons>
    </Dialog>
  )
}

async function find(personId: string): Promise<Found> {
  const person = await askPerson()
  if (person === undefined) return { kind: 'unknown' }
  if (person === 'nobody') return { kind: 'nobody' }
  return person.id === personId ? { kind: 'same' } : { kind: 'other', email: person.email }
}

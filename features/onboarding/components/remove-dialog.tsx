'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogButtons } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { ChangeState } from '../hooks'
import type { Change, Item } from '../schema'
import { ChangeStatusLine } from './change-status'
import { StoredNow } from './editor-dialog'
import type { Kit } from './kits'

/** An item about to leave the list, and how. */
export interface Removal<Content> {
  kind: 'disable' | 'delete'
  base: Item<Content>
}

/** Asks before an item is disabled or deleted, and says what that means. */
export function RemoveDialog<Content>({
  kit,
  removal,
  change,
  onSend,
  onClose,
}: {
  kit: Kit<Content>
  removal: Removal<Content>
  change: ChangeState<Content>
  onSend: (change: Change<Content>) => void
  onClose: () => void
}) {
  const t = useTranslations('onboarding')
  const { kind, base } = removal
  const { status, isBusy } = change
  const conflict = status.kind === 'conflict' ? status.conflict : undefined
  const target = conflict?.kind === 'changed' ? conflict.now : base
  const name = kit.nameOf(base.content)
  return (
    <Dialog title={t(`remove.${kind}.${kit.list}`)} onClose={onClose}>
      <p className="break-words font-medium">{name}</p>
      <p className="mt-2 text-ink-soft">{t(`remove.${kind}.body`)}</p>
      {kind === 'disable' && !conflict ? (
        <div className="mt-3">
          <Notice tone="warn">{t('remove.disable.warning')}</Notice>
        </div>
      ) : null}
      {conflict ? (
        <div role="alert" className="mt-3 flex flex-col gap-3">
          <Notice tone="warn">{t(conflict.kind === 'changed' ? 'conflict.changed' : 'conflict.gone')}</Notice>
          {conflict.kind === 'changed' ? <StoredNow kit={kit} item={conflict.now} place={conflict.place} /> : null}
        </div>
      ) : null}
      <div role="status" className="mt-4">
        <ChangeStatusLine status={status} needsMend={kind === 'disable' && kit.needsMend(base.content)} />
      </div>
      <DialogButtons>
        <Button look="secondary" onClick={onClose}>
          {status.kind === 'waiting' ? t('cancelWait') : t(conflict?.kind === 'gone' ? 'close' : 'remove.keep')}
        </Button>
        {conflict && conflict.kind !== 'changed' ? null : (
          <Button
            look={kind === 'delete' ? 'grave' : 'primary'}
            aria-disabled={isBusy}
            onClick={() => {
              if (!isBusy) onSend({ kind, base: target })
            }}
          >
            {t(conflict ? `remove.${kind}.anyway` : `remove.${kind}.confirm`)}
          </Button>
        )}
      </DialogButtons>
    </Dialog>
  )
}

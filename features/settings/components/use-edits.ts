'use client'

import { useSyncExternalStore } from 'react'
import type { SettingDefinition, SettingValue } from '@/lib/alphapy/catalogue/definition'
import { refusalOf } from '@/lib/alphapy/catalogue/validate'
import { type Draft, overtaken } from '@/lib/drafts/draft'
import type { DraftStore } from '@/lib/drafts/draft-store'
import { refusedEdits } from '../model'
import type { CategoryView, Edit } from '../schema'

/** The edits of a category, kept on the device. */
export type CategoryDraft = DraftStore<SettingValue>

const noEdits: Draft<SettingValue> = {}

/** The edit of one setting, why it is refused, and whether somebody overtook it. Whoever asks is told of this setting only. */
export function useSettingEdit(draft: CategoryDraft, definition: SettingDefinition, view: CategoryView) {
  const { key } = definition
  const entry = useSyncExternalStore(
    draft.subscribe,
    () => draft.entries()[key],
    () => undefined,
  )
  return {
    edit: entry && { key, base: entry.base, mine: entry.mine },
    refusal: entry && refusalOf(definition, entry.mine),
    isOvertaken: entry !== undefined && overtaken({ [key]: entry }, readingOf(view)).length > 0,
  }
}

/** All edits of a category, those that are refused, and those that somebody else overtook. */
export function useDraft(draft: CategoryDraft, view: CategoryView) {
  const entries = useSyncExternalStore(draft.subscribe, draft.entries, () => noEdits)
  const isSafe = useSyncExternalStore(draft.subscribe, draft.isSafe, () => true)
  const edits = editsOf(entries)
  return {
    edits,
    count: edits.length,
    refused: refusedEdits(view.category, edits),
    overtaken: overtaken(entries, readingOf(view)),
    isSafe,
  }
}

/** What is unsaved of a category. */
export type DraftState = ReturnType<typeof useDraft>

/** The edits as a save takes them. */
export function editsOf(entries: Draft<SettingValue>): Edit[] {
  return Object.entries(entries).map(([key, { base, mine, sent }]) => ({
    ...{ key, base, mine },
    ...(sent ? { sent: [...sent] } : {}),
  }))
}

/** What a draft needs to know of a reading. */
export function readingOf({ stored, readAt }: CategoryView) {
  return { values: stored, readAt }
}

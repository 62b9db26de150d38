'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { fieldClass } from '@/components/ui/field'
import { type Searchable, search } from '@/lib/format/search'

/** Something that can be chosen. */
export interface Choice extends Searchable {
  id: string
  /** Before its name: an icon or a colour. */
  lead?: ReactNode
  /** After its name, quieter. */
  hint?: string | undefined
}

/** Choices that belong together. */
export interface ChoiceGroup {
  id: string
  label?: string | undefined
  choices: readonly Choice[]
}

/**
 * A field to type in and a list of what fits, as the ARIA pattern of a combobox has it: the focus stays in the field, the
 * arrows move through the list, Enter chooses. The list is always open; whatever holds it (a popover, a dialog) closes.
 */
export function SearchList({
  label,
  placeholder,
  groupsFor,
  chosen,
  multiple = false,
  onChoose,
  nothing,
  steady = false,
  typedBefore = '',
}: {
  /** What is chosen here. */
  label: string
  placeholder: string
  /** What there is to choose from, for what is typed; of each group those that fit are shown. */
  groupsFor: (typed: string) => readonly ChoiceGroup[]
  chosen?: ReadonlySet<string>
  /** More than one may be chosen. */
  multiple?: boolean
  onChoose: (choice: Choice) => void
  /** Said when nothing fits. */
  nothing: string
  /** Keeps its height whatever is found. */
  steady?: boolean
  /** What stands in the field at first. */
  typedBefore?: string
}) {
  const t = useTranslations('common')
  const listId = useId()
  const [typed, setTyped] = useState(typedBefore)
  const [wanted, setWanted] = useState<string>()
  const groups = groupsFor(typed)
    .map((group) => ({ ...group, choices: search(group.choices, typed) }))
    .filter(({ choices }) => choices.length > 0)
  const flat = groups.flatMap(({ choices }) => choices)
  const atFirst = typed === '' ? flat.find(({ id }) => chosen?.has(id)) : undefined
  const active = flat.find(({ id }) => id === wanted) ?? atFirst ?? flat[0]
  const optionId = (id: string) => `${listId}-${id}`
  const activeId = active && optionId(active.id)
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const at = active ? flat.indexOf(active) : -1
    const to = targetOf(event.key, at, flat.length)
    if (event.key !== 'Enter' && to === undefined) return
    event.preventDefault()
    if (to !== undefined) setWanted(flat[to]?.id)
    else if (active) onChoose(active)
  }

  return (
    <div className="flex min-h-0 flex-col gap-2">
      <input
        // Opened to be typed in.
        ref={focusWhenShown}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        value={typed}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value)
          setWanted(undefined)
        }}
        onKeyDown={onKeyDown}
        className={fieldClass}
      />
      <p role="status" className="sr-only">
        {flat.length > 0 ? t('found', { count: flat.length }) : nothing}
      </p>
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple || undefined}
        tabIndex={-1}
        className={`min-h-0 overflow-y-auto overscroll-contain outline-none ${flat.length === 0 ? '' : steady ? 'h-[min(24rem,50dvh)]' : 'max-h-[min(20rem,45dvh)]'}`}
      >
        {groups.map((group) => (
          <Group key={group.id} group={group}>
            {group.choices.map((choice) => (
              <Option
                key={choice.id}
                id={optionId(choice.id)}
                choice={choice}
                active={choice === active}
                chosen={chosen?.has(choice.id)}
                onPoint={() => setWanted(choice.id)}
                onChoose={() => onChoose(choice)}
              />
            ))}
          </Group>
        ))}
      </div>
      {flat.length === 0 ? (
        <p aria-hidden="true" className={`px-2 pb-2 text-ink-soft ${steady ? 'h-[min(24rem,50dvh)]' : ''}`}>
          {nothing}
        </p>
      ) : null}
    </div>
  )
}

/** Where a key leads in the list; `undefined` for a key that is none of the list's. */
function targetOf(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'PageDown':
      return Math.min(at + 8, count - 1)
    case 'PageUp':
      return Math.max(at - 8, 0)
    default:
      return undefined
  }
}

function focusWhenShown(input: HTMLInputElement | null) {
  input?.focus({ preventScroll: true })
}

function Group({ group: { label }, children }: { group: ChoiceGroup; children: ReactNode }) {
  const id = useId()
  if (!label) return <div className="mb-1">{children}</div>
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox.
    <div role="group" aria-labelledby={id} className="mb-1">
      <p id={id} role="presentation" className="truncate px-2 pt-2 pb-1 font-medium text-ink-faint text-xs">
        {label}
      </p>
      {children}
    </div>
  )
}

function Option({
  id,
  choice,
  active,
  chosen,
  onPoint,
  onChoose,
}: {
  id: string
  choice: Choice
  active: boolean
  chosen: boolean | undefined
  onPoint: () => void
  onChoose: () => void
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field, which keeps the focus.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option.
    <div
      id={id}
      role="option"
      aria-selected={chosen ?? active}
      data-active={active || undefined}
      onPointerMove={active ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className="flex min-h-11 cursor-pointer items-center gap-2 rounded-sm px-2 data-active:bg-accent-soft md:min-h-9"
    >
      {choice.lead}
      {/* Where there is no room beside it, the hint goes below. */}
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3 py-1">
        <span className="min-w-0 truncate" title={choice.text}>
          {choice.text}
        </span>
        {choice.hint ? <span className="min-w-0 truncate text-ink-faint text-sm">{choice.hint}</span> : null}
      </span>
      {chosen ? <Tick /> : null}
    </div>
  )
}

function Tick() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className="ml-auto size-4 shrink-0 text-accent-text"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
    >
      <path d="m5 12.5 4.5 4.5L19 7" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}

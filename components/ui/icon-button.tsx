import type { LucideIcon } from 'lucide-react'

/** A small button that shows an icon; its words are read aloud and stand in the tooltip. */
export function IconButton({
  id,
  label,
  Icon,
  onClick,
  disabled = false,
}: {
  id?: string
  label: string
  Icon: LucideIcon
  onClick: () => void
  /** It keeps the focus and does nothing. */
  disabled?: boolean
}) {
  return (
    <button
      id={id}
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={disabled || undefined}
      onClick={() => {
        if (!disabled) onClick()
      }}
      className="inline-flex size-11 shrink-0 items-center justify-center rounded-sm text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-40 md:size-8"
    >
      <Icon aria-hidden size={17} />
    </button>
  )
}

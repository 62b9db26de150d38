import type { ComponentProps, SyntheticEvent } from 'react'

const looks = {
  primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent-hover',
  secondary: 'border-line-strong bg-surface text-ink hover:bg-hover',
  /** Takes something away for good. */
  grave: 'border-transparent bg-bad-solid text-accent-ink hover:bg-bad-hover',
  quiet: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink',
} as const

/** Classes of a control that looks like a button; for links that act like one. Where colours are forced, its line is all there is. */
export function buttonClass(look: keyof typeof looks = 'primary'): string {
  return `inline-flex min-h-11 md:min-h-9 items-center justify-center gap-2 rounded-sm border px-4 md:px-3.5 text-lg md:text-base font-medium transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-60 ${looks[look]}`
}

/**
 * A button. `type` is `button` unless said otherwise, so that none submits a form by accident. `disabled` keeps the focus:
 * a button of the platform would drop it, and whoever pressed it would be thrown back to the top of the page.
 */
export function Button({
  look = 'primary',
  className = '',
  type = 'button',
  disabled = false,
  ...props
}: ComponentProps<'button'> & { look?: keyof typeof looks }) {
  const refusal = disabled ? { 'aria-disabled': true, onClick: refuse } : {}
  return <button type={type} className={`${buttonClass(look)} ${className}`} {...props} {...refusal} />
}

function refuse(event: SyntheticEvent): void {
  event.preventDefault()
}

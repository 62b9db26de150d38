import type { ComponentProps } from 'react'

const looks = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-ink hover:bg-sunken',
  quiet: 'text-ink-soft hover:bg-sunken hover:text-ink',
} as const

/** Classes of a control that looks like a button; for links that act like one. */
export function buttonClass(look: keyof typeof looks = 'primary'): string {
  return `inline-flex min-h-11 md:min-h-9 items-center justify-center gap-2 rounded-sm px-4 md:px-3.5 text-lg md:text-base font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 ${looks[look]}`
}

/** A button. `type` is `button` unless said otherwise, so that none submits a form by accident. */
export function Button({
  look = 'primary',
  className = '',
  type = 'button',
  ...props
}: ComponentProps<'button'> & { look?: keyof typeof looks }) {
  return <button type={type} className={`${buttonClass(look)} ${className}`} {...props} />
}

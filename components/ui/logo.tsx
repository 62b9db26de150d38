/** The mark: two brackets holding one point, a mind at work inside a frame. */
function Mark() {
  return (
    <svg viewBox="0 0 32 32" width={24} height={24} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path
        d="M8.5 22.5v-9a3.75 3.75 0 0 1 7.5 0v9m0-9a3.75 3.75 0 0 1 7.5 0v9"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-accent-ink"
      />
      <circle cx="16" cy="25.4" r="1.7" className="fill-accent-ink" />
    </svg>
  )
}

/** The wordmark. */
export function Wordmark({ name }: { name: string }) {
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold text-lg tracking-tight">
      <Mark />
      {name}
    </span>
  )
}

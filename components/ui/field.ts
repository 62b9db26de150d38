/** The look that everything to type in or choose from shares; 44 px high under a finger. */
export const fieldLook =
  'min-h-11 rounded-sm border border-line-strong bg-surface px-3 text-lg aria-invalid:border-bad md:min-h-9 md:text-base'

/** The same for a field that takes the whole width. */
export const fieldClass = `block w-full min-w-0 ${fieldLook}`

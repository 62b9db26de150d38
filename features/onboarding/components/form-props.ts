/** What a form of a question or rule is given. */
export interface FormProps<Content> {
  content: Content
  onChange: (content: Content) => void
  /** What to mend in a field, in words. */
  errorOf: (field: string) => string | undefined
}

import { csrfField } from '@/lib/security/csrf-names'

/** The hidden field that shows a plain form to be Mind's own. `token` comes from `readCsrfToken()`. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name={csrfField} value={token} />
}

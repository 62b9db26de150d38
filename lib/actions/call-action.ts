/** Calling a server action from the browser, when the connection itself may fail. */
import { problem } from '@/lib/problems/problem'
import { failed, type Result } from '@/lib/problems/result'
import { csrfTokenIn } from '@/lib/security/csrf-names'

/**
 * Runs an action. When the call was lost on the way, nobody here knows whether it ran: the answer is `unknown-outcome`,
 * so that the caller reads back instead of guessing.
 */
export async function callAction<Input, Output>(
  action: (input: Input, csrf?: string) => Promise<Result<Output>>,
  input: Input,
): Promise<Result<Output>> {
  try {
    return await action(input, csrfTokenIn(document.cookie))
  } catch {
    return failed(problem('unknown-outcome'))
  }
}

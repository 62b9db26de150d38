/** What holds of an element in the first moment it is there, when keys can come and nothing else has run yet. */
import type { Page } from '@playwright/test'

/** Looks out for an element. Answers what asks whether it had the focus from its first moment on. */
export async function focusOnArrival(page: Page, selector: string): Promise<() => Promise<boolean>> {
  const look = await page.evaluateHandle((wanted) => {
    const outcome = new Promise<boolean>((resolve) => {
      const observer = new MutationObserver(() => {
        const element = document.querySelector(wanted)
        if (!element) return
        observer.disconnect()
        resolve(document.activeElement === element)
      })
      observer.observe(document, { childList: true, subtree: true })
    })
    return { outcome }
  }, selector)
  return () => look.evaluate(({ outcome }) => outcome)
}

/**
 * Notes what is typed into fields marked `data-early`, in forms marked likewise, until their own script hears them
 * (`data-heard`).
 * What nobody has heard when the page goes is kept for its next reading in this tab.
 */
const listen = `(() => {
  let typed = {}
  try {
    typed = JSON.parse(sessionStorage.getItem('mind.typed')) ?? {}
    sessionStorage.removeItem('mind.typed')
  } catch {}
  window.mindTyped = typed
  // React hears of a box by its click, of all else by its input: this comes before either.
  const note = ({ type, target }) => {
    const { form, dataset, checked, value, selectionStart } = target
    const isBox = target.type === 'checkbox'
    if (isBox !== (type === 'click') || !form?.dataset.early || !dataset.early || 'heard' in dataset) return
    typed[form.dataset.early + '/' + dataset.early] = isBox ? { value: checked } : { value, caret: selectionStart }
  }
  addEventListener('input', note, true)
  addEventListener('click', note, true)
  // A page that was only put aside has what was typed itself.
  addEventListener('pageshow', ({ persisted }) => {
    try {
      if (persisted) sessionStorage.removeItem('mind.typed')
    } catch {}
  })
  addEventListener('pagehide', () => {
    try {
      if (Object.keys(typed).length > 0) sessionStorage.setItem('mind.typed', JSON.stringify(typed))
    } catch {}
  })
})()`

/** Listens to fields from the first moment they are shown, long before the script of their page. */
export function EarlyTyping({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a script of its own file would come too late; nothing in it is anybody's.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: listen }} />
}

import type { ApiReply } from './api'
import type { Core } from './core'
import { listMessages } from './messages'
import type { JsonObject, Message } from './model'

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`)

/** A message as the control route shows it. */
export function messageView(message: Message): JsonObject {
  const { sentAt, ...rest } = message
  return { ...rest, sentAt: new Date(sentAt).toISOString() }
}

/** The page on which e-mails and SMS can be read, newest first. */
export function inboxPage(core: Core, to: string | null): ApiReply {
  const messages = listMessages(core, to ?? undefined).toReversed()
  const items = messages.map((message) => {
    const link = message.link ? `<p><a href="${escapeHtml(message.link)}">${escapeHtml(message.subject)}</a></p>` : ''
    const when = new Date(message.sentAt).toISOString()
    return `<article><h2>${escapeHtml(message.subject)}</h2>
<p>${message.channel} to <strong>${escapeHtml(message.to)}</strong>, <time datetime="${when}">${when}</time></p>
<p>${escapeHtml(message.text)}</p><p class="code">${message.code}</p>${link}</article>`
  })
  return {
    status: 200,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<title>Inbox of the local stack</title><style>
body{font:16px/1.5 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
article{border:1px solid #8888;border-radius:8px;padding:0 1rem;margin:1rem 0}
.code{font:600 1.5rem ui-monospace,monospace;letter-spacing:.2em}
</style></head><body><main><h1>Inbox of the local stack</h1>
<p>E-mails and SMS that a real project would have sent. Reload for new ones.</p>
${items.join('\n') || '<p>Nothing yet.</p>'}</main></body></html>`,
  }
}

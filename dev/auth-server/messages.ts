import { createHash, randomInt } from 'node:crypto'
import type { Core } from './core'
import { tooMany } from './errors'
import type { Message, OneTimeCode, OtpPurpose, User } from './model'
import { withQuery } from './redirects'

/** One code of each slot waits at a time: a new one replaces the former, as in the real server's columns. */
export type Slot = 'confirmation' | 'recovery' | 'email_change' | 'phone_change' | 'reauthentication'

const SUBJECTS: Readonly<Record<OtpPurpose, string>> = {
  signup: 'Confirm Your Signup',
  magiclink: 'Your Magic Link',
  recovery: 'Reset Your Password',
  email_change: 'Confirm Email Change',
  reauthentication: 'Confirm Reauthentication',
  sms: 'Your code',
  phone_change: 'Your code',
}

/** The slot a purpose writes to. */
export function slotOf(purpose: OtpPurpose): Slot {
  if (purpose === 'signup' || purpose === 'sms') return 'confirmation'
  if (purpose === 'magiclink' || purpose === 'recovery') return 'recovery'
  return purpose
}

/** The hash that stands for address and code, in links and in the server's memory. */
export const tokenHash = (to: string, code: string): string => createHash('sha224').update(`${to}${code}`).digest('hex')

/** How to send a code. */
interface Sending {
  readonly purpose: OtpPurpose
  readonly to: string
  readonly redirectTo: string
  /** Whether the link shall end in a code to be exchanged (PKCE) instead of tokens. */
  readonly pkce: boolean
}

/** Makes a six-digit code, remembers it and puts the e-mail or SMS into the inbox. Throws 429 when it is too soon. */
export function sendCode(core: Core, user: User, sending: Sending): Message {
  const channel = sending.purpose === 'sms' || sending.purpose === 'phone_change' ? 'sms' : 'email'
  const slot = slotOf(sending.purpose)
  requirePause(core, user, slot, channel)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const hash = `${sending.pkce ? 'pkce_' : ''}${tokenHash(sending.to, code)}`
  const ttlSeconds = channel === 'sms' ? core.config.smsOtpTtlSeconds : core.config.emailOtpTtlSeconds
  const kept: OneTimeCode = {
    purpose: sending.purpose,
    code,
    tokenHash: hash,
    sentAt: core.now(),
    ttlMs: ttlSeconds * 1000,
    to: sending.to,
  }
  user.codes = [...user.codes.filter((other) => slotOf(other.purpose) !== slot), kept]
  const link = channel === 'sms' ? null : linkOf(core, sending, hash)
  const message: Message = {
    id: core.store.nextId(),
    channel,
    to: sending.to,
    purpose: sending.purpose,
    subject: SUBJECTS[sending.purpose],
    text: link ? `Follow the link or enter the code ${code}.` : `Your code is ${code}`,
    code,
    tokenHash: channel === 'sms' ? null : hash,
    link,
    sentAt: kept.sentAt,
  }
  core.store.messages.push(message)
  return message
}

function linkOf(core: Core, { purpose, redirectTo }: Sending, hash: string): string {
  if (core.config.mailLinks === 'verify') {
    return withQuery(`${core.issuer()}/verify`, { token: hash, type: purpose, redirect_to: redirectTo })
  }
  const type = purpose === 'magiclink' || purpose === 'signup' ? 'email' : purpose
  return withQuery(`${core.config.siteUrl}/auth/confirm`, { token_hash: hash, type, next: redirectTo })
}

function requirePause(core: Core, user: User, slot: Slot, channel: Message['channel']): void {
  const { limits } = core.config
  const last = user.codes.findLast((code) => slotOf(code.purpose) === slot)
  if (!limits || !last) return
  const leftMs = last.sentAt + limits.messageEverySeconds * 1000 - core.now()
  if (leftMs <= 0) return
  const seconds = Math.ceil(leftMs / 1000)
  throw tooMany(
    channel === 'sms' ? 'over_sms_send_rate_limit' : 'over_email_send_rate_limit',
    `For security purposes, you can only request this after ${seconds} seconds.`,
  )
}

/** Whether a waiting code is that of the hash and still fresh. */
export const isValidCode = (core: Core, code: OneTimeCode | undefined, hash: string): boolean =>
  code !== undefined && core.now() <= code.sentAt + code.ttlMs && [hash, `pkce_${hash}`].includes(code.tokenHash)

/** Messages, newest last; of one address or number when given. */
export function listMessages(core: Core, to?: string): Message[] {
  const wanted = to?.toLowerCase().replace(/^\+/, '')
  return core.store.messages.filter((message) => wanted === undefined || message.to === wanted)
}

/**
 * Any auth server held to the contract, in terms of HTTP only: the local one with refresh tokens of both generations and
 * Supabase Lite, or the project that `SUPABASE_CONTRACT_URL` names (see the README of this folder).
 */
import { afterAll, beforeAll, describe } from 'vitest'
import { codeGuarantees } from './auth/codes'
import { foreignTarget } from './auth/foreign-target'
import { startLite } from './auth/lite-target'
import { startLocal } from './auth/local-target'
import { passwordGuarantees } from './auth/passwords'
import { publicGuarantees } from './auth/public'
import { sessionGuarantees } from './auth/sessions'
import type { AuthTarget, Current } from './auth/target'

function allGuarantees(current: Current): void {
  publicGuarantees(current)
  passwordGuarantees(current)
  codeGuarantees(current)
  sessionGuarantees(current)
}

const foreign = await foreignTarget(process.env)

if (foreign) {
  describe(foreign.traits.name, { timeout: 60_000 }, () => {
    afterAll(() => {
      const lines = foreign.leftOut.map((line) => `- ${line}\n`)
      process.stdout.write(`\nLeft out on ${foreign.traits.name}:\n${lines.join('')}`)
    })
    allGuarantees(() => foreign)
  })
} else {
  const servers: [name: string, start: () => Promise<{ target: AuthTarget; stop: () => Promise<void> }>][] = [
    ['the local auth server, refresh tokens of generation 1', () => startLocal(1)],
    ['the local auth server, refresh tokens of generation 2', () => startLocal(2)],
    ['Supabase Lite', startLite],
  ]
  describe.each(servers)('%s', (_name, start) => {
    let running: { target: AuthTarget; stop: () => Promise<void> } | undefined
    beforeAll(async () => {
      running = await start()
    })
    afterAll(() => running?.stop())
    allGuarantees(() => {
      if (!running) throw new Error('The server did not start')
      return running.target
    })
  })
}

/** Who is let in where: the matrix of credentials. */
import { describe, expect, test } from 'vitest'
import type { Part } from './credential-parts'
import type { Facts } from './notice'
import type { Current, Target } from './target'
import { readJson } from './wire'

/** How a route answers: let in, or refused in one of the known ways. */
const VERDICTS = {
  in: '200',
  unsigned: '401 Unauthorized',
  nobody: '401 Missing authentication context',
  'no admin': '403 You do not have admin access to this guild.',
  unlinked: '403 No Discord account linked',
  'bad id': '400 Invalid Discord user id',
  'no header': '422 missing',
} as const
type Verdict = keyof typeof VERDICTS

/** In generation C: a guild route, a service route, metrics. */
type Newest = readonly [guild: Verdict, service: Verdict, metrics: Verdict]
/** In A and B: a guild route, metrics. */
type Older = readonly [guild: Verdict, metrics: Verdict]

interface Row {
  parts: readonly Part[]
  C: Newest
  B: Older
  /** Where A differs from B. */
  A?: Older
}

const TABLE: readonly Row[] = [
  { parts: [], C: ['unsigned', 'unsigned', 'unsigned'], B: ['unsigned', 'unsigned'] },
  { parts: ['bad token'], C: ['unsigned', 'unsigned', 'unsigned'], B: ['unsigned', 'unsigned'] },
  { parts: ['token'], C: ['in', 'no header', 'in'], B: ['in', 'in'] },
  { parts: ['bare token'], C: ['in', 'no header', 'in'], B: ['in', 'in'] },
  { parts: ['member token'], C: ['no admin', 'no header', 'in'], B: ['no admin', 'in'] },
  { parts: ['unlinked token'], C: ['unlinked', 'no header', 'in'], B: ['unlinked', 'in'] },
  { parts: ['key'], C: ['nobody', 'no header', 'nobody'], B: ['nobody', 'nobody'] },
  { parts: ['wrong key'], C: ['unsigned', 'unsigned', 'unsigned'], B: ['unsigned', 'unsigned'] },
  {
    parts: ['key', 'user id'],
    C: ['nobody', 'no header', 'nobody'],
    B: ['nobody', 'nobody'],
    A: ['unlinked', 'in'],
  },
  { parts: ['user id'], C: ['unsigned', 'unsigned', 'unsigned'], B: ['unsigned', 'unsigned'] },
  { parts: ['key', 'Discord id'], C: ['in', 'in', 'nobody'], B: ['nobody', 'nobody'] },
  { parts: ['key', "stranger's Discord id"], C: ['no admin', 'no admin', 'nobody'], B: ['nobody', 'nobody'] },
  { parts: ['key', 'Discord id that is no number'], C: ['bad id', 'bad id', 'nobody'], B: ['nobody', 'nobody'] },
  { parts: ['key', 'empty Discord id'], C: ['nobody', 'bad id', 'nobody'], B: ['nobody', 'nobody'] },
  { parts: ['Discord id'], C: ['unsigned', 'unsigned', 'unsigned'], B: ['unsigned', 'unsigned'] },
  { parts: ['token', 'Discord id'], C: ['unsigned', 'unsigned', 'in'], B: ['in', 'in'] },
  { parts: ['token', 'key', "stranger's Discord id"], C: ['no admin', 'no admin', 'in'], B: ['in', 'in'] },
  { parts: ['bad token', 'key', 'Discord id'], C: ['in', 'in', 'nobody'], B: ['nobody', 'nobody'] },
  { parts: ['wrong key', 'token'], C: ['in', 'no header', 'in'], B: ['in', 'in'] },
]

/** Rows that mean the same on a server without a service key, where the first gate is open to anyone. */
const WITHOUT_KEY = new Set(['token', 'bare token', 'member token', 'unlinked token'])

function pathsOf(target: Target, { generation }: Facts): string[] {
  const metrics = `/api/metrics?guild_id=${target.secrets.guildId}`
  if (generation !== 'C') return [target.settingsPath, metrics]
  return [target.settingsPath, `${target.guildPath}/custom-commands`, metrics]
}

async function seen(target: Target, path: string, parts: readonly Part[]): Promise<string> {
  const { status, text } = await target.ask('GET', path, { as: parts })
  if (status === 200) return '200'
  const body = readJson(text)
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : text
  const words = Array.isArray(detail) ? detail.map((entry) => entry.type).join(', ') : String(detail)
  return `${status} ${words.startsWith('No Discord account linked') ? 'No Discord account linked' : words}`
}

/** Tests every row that can be tried with what was given. */
export function credentialGuarantees(current: Current): void {
  describe('credentials', () => {
    for (const { parts, ...row } of TABLE) {
      const name = parts.join(' + ') || 'nothing'
      test(`${name} opens what it should, and nothing else`, async (context) => {
        const target = current()
        const { facts } = target
        target.needs(context, parts)
        if (!facts.hasKey && !WITHOUT_KEY.has(name)) target.leaveOut(context, 'this server has no service key')
        const verdicts = facts.generation === 'C' ? row.C : ((facts.generation === 'A' ? row.A : undefined) ?? row.B)
        const answers: string[] = []
        for (const path of pathsOf(target, facts)) answers.push(await seen(target, path, parts))
        expect(answers).toEqual(verdicts.map((verdict) => VERDICTS[verdict]))
      })
    }

    test('a token does not open the guild of somebody else', async () => {
      const words = 'You do not have admin access to this guild.'
      expect(await current().refused(403, 'GET', '/api/dashboard/settings/1')).toBe(words)
    })
  })
}

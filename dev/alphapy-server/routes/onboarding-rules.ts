/** Onboarding rules: one row per position; disabled ones are stored but never listed. */
import type { Call, Route } from '../route'
import { bool, integer, nullable, text } from '../wire/fields'
import type { Json } from '../wire/json-write'
import { onboardingListRoutes } from './onboarding-list'

interface RuleRow {
  id: number
  title: string
  description: string
  thumbnail_url: string | null
  image_url: string | null
  enabled: boolean
  rule_order: number
}

/** List, save (by position), delete. */
export const ruleRoutes: readonly Route[] = onboardingListRoutes({
  noun: 'rule',
  table: 'guild_rules',
  body: [
    { name: 'id', check: nullable(integer), fallback: null },
    { name: 'title', check: text },
    { name: 'description', check: text },
    { name: 'thumbnail_url', check: nullable(text), fallback: null },
    { name: 'image_url', check: nullable(text), fallback: null },
    { name: 'enabled', check: bool, fallback: true },
    { name: 'rule_order', check: integer },
  ],
  list: listRules,
  save: saveRule,
})

async function listRules({ world, guildId }: Call): Promise<Json> {
  const rows = await world.db.rows<RuleRow>(
    'select * from guild_rules where guild_id = $1 and enabled order by rule_order',
    [guildId],
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    description: row.description,
    thumbnail_url: row.thumbnail_url,
    image_url: row.image_url,
    enabled: row.enabled,
    rule_order: row.rule_order,
  }))
}

/** Empty image addresses become null; nothing else is checked. */
async function saveRule({ world, guildId, body }: Call): Promise<void> {
  await world.db.run(
    `insert into guild_rules (guild_id, rule_order, title, description, thumbnail_url, image_url, enabled)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (guild_id, rule_order) do update set title = excluded.title, description = excluded.description,
       thumbnail_url = excluded.thumbnail_url, image_url = excluded.image_url, enabled = excluded.enabled,
       updated_at = now()`,
    [
      guildId,
      body.int('rule_order'),
      body.text('title'),
      body.text('description'),
      body.optionalText('thumbnail_url') || null,
      body.optionalText('image_url') || null,
      body.bool('enabled'),
    ],
  )
}

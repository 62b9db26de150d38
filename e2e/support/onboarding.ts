/** Questions and rules as rows of the database, put there and looked at behind Mind's back. */
import { expect, type Page } from '@playwright/test'
import { queryDatabase } from './control'
import { type Guild, newGuild, newPerson, signInAs } from './world'

interface QuestionRow {
  question: string
  position: number
  type?: string
  required?: boolean
  enabled?: boolean
}

/** Puts questions there as if they had always been there. */
export async function storeQuestions(guild: Guild, rows: QuestionRow[]): Promise<void> {
  for (const { question, position, type = 'text', required = true, enabled = true } of rows) {
    await queryDatabase(
      `insert into guild_onboarding_questions (guild_id, step_order, question, question_type, required, enabled)
       values ($1::bigint, $2, $3, $4, $5, $6)`,
      [guild.id, position, question, type, required, enabled],
    )
  }
}

/** Puts rules there. */
export async function storeRules(guild: Guild, titles: string[], disabled: string[] = []): Promise<void> {
  for (const [index, title] of titles.entries()) {
    await queryDatabase(
      `insert into guild_rules (guild_id, rule_order, title, description, enabled)
       values ($1::bigint, $2, $3, $4, $5)`,
      [guild.id, index + 1, title, `About: ${title}`, !disabled.includes(title)],
    )
  }
}

/** All questions in their order, disabled ones too. */
export function storedQuestions(guild: Guild) {
  return queryDatabase(
    `select question, question_type as type, required::text as required, enabled::text as enabled,
            options::text as options, followup::text as followup, step_order::text as position
     from guild_onboarding_questions where guild_id = $1::bigint order by step_order`,
    [guild.id],
  )
}

/** All rules in their order, disabled ones too. */
export function storedRules(guild: Guild) {
  return queryDatabase(
    `select title, description, thumbnail_url, image_url, enabled::text as enabled, rule_order::text as position
     from guild_rules where guild_id = $1::bigint order by rule_order`,
    [guild.id],
  )
}

/** The words of the rows, in order. */
export function named(rows: Record<string, string | null>[]): (string | null | undefined)[] {
  return rows.map(({ question, title }) => question ?? title)
}

/** A guild with an administrator who looks at its onboarding. `fill` puts rows there first. */
export async function openOnboarding(page: Page, fill: (guild: Guild) => Promise<void>): Promise<Guild> {
  const ada = await newPerson('ada')
  const guild = await newGuild('Harbour Café', [ada])
  await fill(guild)
  await signInAs(page.context(), ada)
  await page.goto(`/guilds/${guild.id}/onboarding`)
  await expect(page.getByRole('heading', { level: 1, name: 'Onboarding' })).toBeVisible()
  return guild
}

/** One of the two lists. */
export function section(page: Page, name: 'Questions' | 'Rules') {
  return page.getByRole('region', { name })
}

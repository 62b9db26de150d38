/** The rules shown to a new member. Like questions: only enabled ones are listed, disabled ones hold their position. */
import * as z from 'zod'
import type { AlphapyClient } from '../transport/client'
import { wireDone } from './fields'
import { type GuildCall, type GuildRead, readBy, writeBy } from './guild-call'

const ruleSchema = z.object({
  id: z.number().int(),
  title: z.string(),
  description: z.string(),
  thumbnail_url: z.string().nullish(),
  image_url: z.string().nullish(),
  enabled: z.boolean().default(true),
  rule_order: z.number().int(),
})

/** One rule. */
export type OnboardingRule = z.infer<typeof ruleSchema>

/** The enabled rules in their order. */
export function getOnboardingRules(client: AlphapyClient, call: GuildRead) {
  return client.read({
    ...readBy(call, 'onboarding'),
    path: `/api/dashboard/${call.guildId}/onboarding/rules`,
    route: '/api/dashboard/:guildId/onboarding/rules',
    schema: z.array(ruleSchema),
    access: 'guild',
  })
}

/** Saves a rule at its position, over whatever stands there. The backend checks no length and no kind of address. */
export function saveOnboardingRule(client: AlphapyClient, call: GuildCall & { rule: Omit<OnboardingRule, 'id'> }) {
  return client.write({
    ...writeBy(call, 'onboarding'),
    method: 'POST',
    path: `/api/dashboard/${call.guildId}/onboarding/rules`,
    route: '/api/dashboard/:guildId/onboarding/rules',
    schema: wireDone,
    access: 'guild',
    body: call.rule,
  })
}

/** Removes a rule. */
export function removeOnboardingRule(client: AlphapyClient, call: GuildCall & { ruleId: number }) {
  return client.write({
    ...writeBy(call, 'onboarding'),
    method: 'DELETE',
    path: `/api/dashboard/${call.guildId}/onboarding/rules/${call.ruleId}`,
    route: '/api/dashboard/:guildId/onboarding/rules/:ruleId',
    schema: wireDone,
    access: 'guild',
  })
}

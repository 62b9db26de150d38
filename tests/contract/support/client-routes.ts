/** Which call of the client asks what a recorded line asked. */
import { getAutomodStats, getAutomodViolations } from '@/lib/alphapy/endpoints/automod-activity'
import {
  changeAutomodRule,
  createAutomodRule,
  getAutomodRules,
  invalidateAutomodCache,
  removeAutomodRule,
} from '@/lib/alphapy/endpoints/automod-rules'
import { getAutomodSettings, saveAutomodSettings } from '@/lib/alphapy/endpoints/automod-settings'
import {
  changeCustomCommand,
  createCustomCommand,
  getCustomCommands,
  removeCustomCommand,
} from '@/lib/alphapy/endpoints/custom-commands'
import { getDiscordMeta } from '@/lib/alphapy/endpoints/discord-meta'
import { getEngagement } from '@/lib/alphapy/endpoints/engagement'
import { getGdpr } from '@/lib/alphapy/endpoints/gdpr'
import { getHealth, getHealthHistory } from '@/lib/alphapy/endpoints/health'
import { getHistory, rollBack } from '@/lib/alphapy/endpoints/history'
import { getLogs } from '@/lib/alphapy/endpoints/logs'
import { getBot, getMetrics } from '@/lib/alphapy/endpoints/metrics'
import { getObservability } from '@/lib/alphapy/endpoints/observability'
import { reorder } from '@/lib/alphapy/endpoints/onboarding-order'
import { getQuestions, removeQuestion, saveQuestion } from '@/lib/alphapy/endpoints/onboarding-questions'
import { getOnboardingRules, removeOnboardingRule, saveOnboardingRule } from '@/lib/alphapy/endpoints/onboarding-rules'
import {
  changeReminder,
  createLiveSession,
  createReminder,
  getReminders,
  removeReminder,
} from '@/lib/alphapy/endpoints/reminders'
import { getSettings, invalidateSettingsCache, saveSettingsCategory } from '@/lib/alphapy/endpoints/settings'
import { getStatus } from '@/lib/alphapy/endpoints/status'
import { getTopCommands } from '@/lib/alphapy/endpoints/top-commands'
import { getVerificationQueue } from '@/lib/alphapy/endpoints/verification'
import type { AlphapyClient } from '@/lib/alphapy/transport/client'
import type { Credentials } from '@/lib/alphapy/transport/credentials'
import type { Snowflake } from '@/lib/format/snowflake'
import type { Result } from '@/lib/problems/result'

/** What the calls have in common; `id` is the last part of the path. Bodies are those of the recording's replayer. */
interface Asking {
  guildId: Snowflake
  actorId: string
  credentials: Credentials
  id: string
}

type Ask = (client: AlphapyClient, asking: Asking) => Promise<Result<unknown>>

const question = { question: 'q', question_type: 'text' as const, required: true, enabled: true, step_order: 1 }
const rule = { title: 't', description: 'd', enabled: true, rule_order: 1 }
const automodRule = {
  rule_type: 'spam',
  name: 'n',
  enabled: true,
  config: {},
  action_type: 'delete',
  action_config: {},
  severity: 1,
}
const automodSettings = { enabled: true, log_channel_id: null, log_actions: true, log_to_database: true }
const command = { name: 'n', trigger_type: 'exact' as const, trigger_value: 'v', response: 'r' }
const reminder = { message: 'm', channel_id: '1123456789012345680' as Snowflake, time: '10:00', days: [0] }
const session = { channel_id: reminder.channel_id, time: '10:00' }

/** The client's calls by method and path. What is not here the client does not speak. */
export const clientRoutes: [method: string, path: RegExp, ask: Ask][] = [
  ['GET', /^\/api\/health$/, (client) => getHealth(client)],
  ['GET', /^\/api\/health\/history/, (client) => getHealthHistory(client, { hours: 1, limit: 2 })],
  ['GET', /^\/status$/, (client) => getStatus(client)],
  ['GET', /^\/top-commands/, (client, { guildId }) => getTopCommands(client, { guildId, days: 7, limit: 2 })],
  ['GET', /^\/api\/observability$/, (client) => getObservability(client)],
  ['GET', /^\/api\/(?:dashboard\/)?metrics$/, (client, { credentials }) => getBot(client, credentials)],
  ['GET', /^\/api\/dashboard\/metrics\?/, (client, asking) => getMetrics(client, { ...asking, live: false })],
  ['GET', /^\/api\/metrics\?/, (client, asking) => getMetrics(client, { ...asking, live: false, byAlias: true })],
  ['GET', /^\/api\/dashboard\/settings\/[^/?]+$/, getSettings],
  [
    'POST',
    /^\/api\/dashboard\/settings\/[^/?]+$/,
    (client, asking) => saveSettingsCategory(client, { ...asking, category: 'system', settings: {} }),
  ],
  ['GET', /\/settings\/history/, (client, asking) => getHistory(client, { ...asking, limit: 50 })],
  ['POST', /\/settings\/rollback\//, (client, asking) => rollBack(client, { ...asking, entryId: Number(asking.id) })],
  ['POST', /\/settings\/invalidate-cache$/, invalidateSettingsCache],
  ['GET', /\/gdpr$/, getGdpr],
  ['GET', /\/onboarding\/questions$/, getQuestions],
  ['POST', /\/onboarding\/questions$/, (client, asking) => saveQuestion(client, { ...asking, question })],
  ['DELETE', /\/onboarding\/questions\//, (client, asking) => removeQuestion(client, { ...asking, questionId: 1 })],
  ['GET', /\/onboarding\/rules$/, getOnboardingRules],
  ['POST', /\/onboarding\/rules$/, (client, asking) => saveOnboardingRule(client, { ...asking, rule })],
  ['DELETE', /\/onboarding\/rules\//, (client, asking) => removeOnboardingRule(client, { ...asking, ruleId: 1 })],
  ['POST', /\/onboarding\/reorder$/, (client, asking) => reorder(client, { ...asking, what: 'questions', ids: [1] })],
  ['GET', /^\/api\/dashboard\/logs/, (client, asking) => getLogs(client, { ...asking, limit: 50 })],
  ['GET', /\/automod\/rules$/, getAutomodRules],
  ['POST', /\/automod\/rules$/, (client, asking) => createAutomodRule(client, { ...asking, rule: automodRule })],
  ['PUT', /\/automod\/rules\//, (client, asking) => changeAutomodRule(client, { ...asking, ruleId: 1, changes: {} })],
  ['DELETE', /\/automod\/rules\//, (client, asking) => removeAutomodRule(client, { ...asking, ruleId: 1 })],
  ['GET', /\/automod\/stats$/, getAutomodStats],
  ['GET', /\/automod\/violations/, (client, asking) => getAutomodViolations(client, { ...asking, limit: 50, days: 7 })],
  ['GET', /\/automod\/settings$/, getAutomodSettings],
  [
    'POST',
    /\/automod\/settings$/,
    (client, asking) => saveAutomodSettings(client, { ...asking, settings: automodSettings }),
  ],
  ['POST', /\/automod\/invalidate-cache$/, invalidateAutomodCache],
  ['GET', /\/reminders$/, getReminders],
  ['POST', /\/reminders$/, (client, asking) => createReminder(client, { ...asking, reminder })],
  ['PUT', /\/reminders\//, (client, asking) => changeReminder(client, { ...asking, reminderId: 1, changes: {} })],
  ['DELETE', /\/reminders\//, (client, asking) => removeReminder(client, { ...asking, reminderId: 1 })],
  ['POST', /\/reminders\/live-sessions$/, (client, asking) => createLiveSession(client, { ...asking, session })],
  ['GET', /\/custom-commands$/, getCustomCommands],
  ['POST', /\/custom-commands$/, (client, asking) => createCustomCommand(client, { ...asking, command })],
  [
    'PUT',
    /\/custom-commands\//,
    (client, asking) => changeCustomCommand(client, { ...asking, name: 'n', changes: {} }),
  ],
  ['DELETE', /\/custom-commands\//, (client, asking) => removeCustomCommand(client, { ...asking, name: 'n' })],
  ['GET', /\/engagement$/, getEngagement],
  ['GET', /\/verification\/queue$/, getVerificationQueue],
  ['GET', /\/discord-meta$/, getDiscordMeta],
]

/** The call for a recorded request, or none. */
export function askFor(method: string, path: string): Ask | undefined {
  return clientRoutes.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2]
}

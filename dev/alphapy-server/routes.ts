/** All routes, in the order they are tried. */
import type { Route } from './route'
import { agentRoutes } from './routes/agents'
import { automodRuleRoutes } from './routes/automod-rules'
import { automodSettingsRoutes } from './routes/automod-settings'
import { automodViolationRoutes } from './routes/automod-violations'
import { customCommandRoutes } from './routes/custom-commands'
import { discordMetaRoutes } from './routes/discord-meta'
import { engagementRoutes } from './routes/engagement'
import { gdprRoutes } from './routes/gdpr'
import { healthRoutes } from './routes/health'
import { historyRoutes } from './routes/history'
import { logRoutes } from './routes/logs'
import { metricsRoutes } from './routes/metrics'
import { questionRoutes } from './routes/onboarding-questions'
import { reorderRoutes } from './routes/onboarding-reorder'
import { ruleRoutes } from './routes/onboarding-rules'
import { personalReminderRoutes } from './routes/personal-reminders'
import { publicRoutes } from './routes/public'
import { reminderRoutes } from './routes/reminders'
import { settingsRoutes } from './routes/settings'
import { verificationRoutes } from './routes/verification'

/** Every route of every generation. */
export const ROUTES: readonly Route[] = [
  ...publicRoutes,
  ...healthRoutes,
  ...metricsRoutes,
  ...settingsRoutes,
  ...historyRoutes,
  ...gdprRoutes,
  ...questionRoutes,
  ...ruleRoutes,
  ...reorderRoutes,
  ...logRoutes,
  ...automodRuleRoutes,
  ...automodViolationRoutes,
  ...automodSettingsRoutes,
  ...reminderRoutes,
  ...customCommandRoutes,
  ...engagementRoutes,
  ...verificationRoutes,
  ...discordMetaRoutes,
  ...personalReminderRoutes,
  ...agentRoutes,
]

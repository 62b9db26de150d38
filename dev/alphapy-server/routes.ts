/** All routes, in the order they are tried. */
import type { Route } from './route'
import { healthRoutes } from './routes/health'
import { metricsRoutes } from './routes/metrics'
import { publicRoutes } from './routes/public'
import { settingsRoutes } from './routes/settings'

/** Every route of every generation. */
export const ROUTES: readonly Route[] = [...publicRoutes, ...healthRoutes, ...metricsRoutes, ...settingsRoutes]

/** Every internal address of Mind. Nothing else builds one by hand. */
import type { Route } from 'next'

const segment = encodeURIComponent

function query(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

function withQuery(path: string, values: Record<string, string | undefined>): string {
  return path + query(values).replace('?', path.includes('?') ? '&' : '?')
}

/** Addresses of pages. */
export const routes = {
  home: () => '/' as Route,
  login: (next?: string, step: { with?: 'phone' | 'reset' | 'code' | undefined; problem?: string | undefined } = {}) =>
    `/login${query({ next, ...step })}` as Route,
  newPassword: (next?: string) => `/login/new-password${query({ next })}` as Route,
  /**
   * Where the words of a flow's problem are: on the page that linked an identity, where a new password is asked for, in the
   * picker that wanted a newer list, else at the sign-in, which hands somebody signed in on to the picker with them.
   */
  afterProblem: (purpose: string | undefined, next: string | undefined, problem: string | undefined): Route => {
    if (purpose === 'link' && next) return withQuery(next, { problem }) as Route
    if (purpose === 'recovery') return routes.login(next, { with: 'reset', problem })
    return purpose === 'refresh' ? routes.guilds({ problem }) : routes.login(next, { problem })
  },
  leaving: (flow: string) => `/auth/leaving${query({ flow })}` as Route,
  secondFactor: (next?: string) => (next ? `/second-factor?next=${segment(next)}` : '/second-factor') as Route,
  account: (news: { discord?: 'linked' } = {}) => `/account${query(news)}` as Route,
  guilds: (news: { problem?: string | undefined } = {}) => `/guilds${query(news)}` as Route,
  overview: (guildId: string) => `/guilds/${segment(guildId)}` as Route,
  settings: (guildId: string) => `/guilds/${segment(guildId)}/settings` as Route,
  settingsCategory: (guildId: string, category: string) =>
    `/guilds/${segment(guildId)}/settings/${segment(category)}` as Route,
  /** The same with what has to be asked for apart. */
  settingsWithAll: (guildId: string, category: string) =>
    `/guilds/${segment(guildId)}/settings/${segment(category)}?all=1` as Route,
  setting: (guildId: string, category: string, key: string) =>
    `/guilds/${segment(guildId)}/settings/${segment(category)}#${segment(key)}` as Route,
  onboarding: (guildId: string) => `/guilds/${segment(guildId)}/onboarding` as Route,
  history: (guildId: string, filters: { scope?: string; key?: string; limit?: number } = {}) =>
    `/guilds/${segment(guildId)}/history${query(filters)}` as Route,
  logs: (guildId: string, kind?: string) => `/guilds/${segment(guildId)}/logs${query({ kind })}` as Route,
}

/** Addresses of route handlers, for refetches and plain forms. */
export const handlers = {
  health: '/api/health',
  signOut: '/auth/sign-out',
  session: '/auth/session',
  authDiscord: '/auth/discord',
  authCallback: '/auth/callback',
  guildOverview: (guildId: string) => `/api/guilds/${segment(guildId)}/overview`,
  guildSettings: (guildId: string, category: string) =>
    `/api/guilds/${segment(guildId)}/settings?category=${segment(category)}`,
  guildNames: (guildId: string) => `/api/guilds/${segment(guildId)}/names`,
  guildOnboarding: (guildId: string, now?: 'questions' | 'rules') =>
    `/api/guilds/${segment(guildId)}/onboarding${now ? `?now=${now}` : ''}`,
  guildHistory: (guildId: string, filters: { scope?: string; key?: string; limit?: number }) =>
    `/api/guilds/${segment(guildId)}/history${query(filters)}`,
  guildLogs: (guildId: string) => `/api/guilds/${segment(guildId)}/logs`,
}

/** What stands where a guild's id belongs in the path of a page or handler; `undefined` for other paths. */
export function guildIdInPath(pathname: string): string | undefined {
  return /^(?:\/api)?\/guilds\/([^/]+)/.exec(pathname)?.[1]
}

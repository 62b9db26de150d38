import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: { messages: { path: './messages', format: 'json', precompile: true, locales: 'infer' } },
})

const config: NextConfig = {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // Nothing is served through the image optimiser: icons are drawn as SVG, guild icons come from Discord as they are.
  images: { unoptimized: true },
  // Browsers ask for an icon here by themselves, before they have read that the page names another.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // The framework holds what is sent to a page before the door has looked at it; no change of Mind is nearly as large.
  experimental: { proxyClientMaxBodySize: '1mb' },
  serverExternalPackages: ['pino', 'rate-limiter-flexible'],
}

export default withNextIntl(config)

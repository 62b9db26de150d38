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
  // Nothing is served through the image optimiser: icons are drawn as SVG, guild icons come later from one fixed host.
  images: { unoptimized: true },
  // Browsers ask for an icon here by themselves, before they have read that the page names another.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  serverExternalPackages: ['pino', 'rate-limiter-flexible'],
}

export default withNextIntl(config)

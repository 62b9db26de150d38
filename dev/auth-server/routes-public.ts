import type { Route } from './api'

const OTHER_PROVIDERS = [
  'apple azure bitbucket facebook figma fly github gitlab google keycloak kakao linkedin linkedin_oidc notion slack',
  'slack_oidc snapchat spotify twitch twitter workos x zoom',
]
  .join(' ')
  .split(' ')

/** `GET /health`. */
export const health: Route = async () => ({
  status: 200,
  body: {
    version: 'v2.196.0',
    name: 'GoTrue',
    description: 'GoTrue is a user registration and authentication API',
  },
})

/** `GET /settings`: which ways in are on offer. */
export const settings: Route = async (core) => {
  const { providers, disableSignup, mailerAutoconfirm } = core.config
  return {
    status: 200,
    body: {
      external: {
        anonymous_users: providers.anonymous,
        ...Object.fromEntries(OTHER_PROVIDERS.map((name) => [name, false])),
        discord: providers.discord,
        email: providers.email,
        phone: providers.phone,
      },
      disable_signup: disableSignup,
      mailer_autoconfirm: mailerAutoconfirm,
      phone_autoconfirm: false,
      sms_provider: 'twilio',
      saml_enabled: false,
    },
  }
}

/** `GET /.well-known/jwks.json`: public keys, to be kept ten minutes. */
export const jwks: Route = async (core) => ({
  status: 200,
  headers: { 'cache-control': 'public, max-age=600' },
  body: core.keys.jwks(),
})

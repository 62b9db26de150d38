import { describe, expect, it } from 'vitest'
import { parseServerEnv } from './schema'

const usable = {
  NEXT_PUBLIC_SUPABASE_URL: 'https://abc.supabase.co/',
  NEXT_PUBLIC_SUPABASE_ANON_KEY: 'sb_publishable_something',
  ALPHAPY_BASE_URL: 'http://localhost:8000',
}

describe('the configuration', () => {
  it('fills in what may be left out and drops a trailing slash of an address', () => {
    const env = parseServerEnv(usable)
    expect(env.NEXT_PUBLIC_SUPABASE_URL).toBe('https://abc.supabase.co')
    expect(env.ALPHAPY_READS_PER_MINUTE).toBe(30)
    expect(env.ALPHAPY_API_KEY).toBeUndefined()
    expect([env.ALPHAPY_FORWARD_ADDRESS, env.MIND_TRUSTED_PROXIES]).toEqual([false, 0])
  })

  it('takes addresses as browsers write them, and refuses an origin that could never match', () => {
    const origins = {
      'https://Mind.example/': 'https://mind.example',
      'https://mind.example:443': 'https://mind.example',
    }
    for (const [given, taken] of Object.entries({ ...origins, 'http://localhost:3000': 'http://localhost:3000' })) {
      expect(parseServerEnv({ ...usable, MIND_ORIGIN: given }).MIND_ORIGIN).toBe(taken)
    }
    expect(() => parseServerEnv({ ...usable, MIND_ORIGIN: 'https://mind.example/app' })).toThrow(
      /MIND_ORIGIN must be an origin/,
    )
    for (const more of ['?x=1', '#x']) {
      expect(() => parseServerEnv({ ...usable, MIND_ORIGIN: `https://mind.example${more}` })).toThrow(
        /MIND_ORIGIN must be/,
      )
      expect(() => parseServerEnv({ ...usable, ALPHAPY_BASE_URL: `http://localhost${more}` })).toThrow(
        /ALPHAPY_BASE_URL/,
      )
    }
    expect(() => parseServerEnv({ ...usable, ALPHAPY_BASE_URL: 'http://a:s3cret@localhost' })).toThrow(
      /without \?, # or a user/,
    )
    const behindPath = { ...usable, NEXT_PUBLIC_SUPABASE_URL: 'https://Self.Hosted.example:443/supabase/' }
    expect(parseServerEnv(behindPath).NEXT_PUBLIC_SUPABASE_URL).toBe('https://self.hosted.example/supabase')
  })

  it("passes addresses on only when a proxy of one's own vouches for them", () => {
    const forward = { ...usable, ALPHAPY_FORWARD_ADDRESS: 'true' }
    expect(() => parseServerEnv(forward)).toThrow(/ALPHAPY_FORWARD_ADDRESS needs MIND_TRUSTED_PROXIES/)
    expect(parseServerEnv({ ...forward, MIND_TRUSTED_PROXIES: '1' }).ALPHAPY_FORWARD_ADDRESS).toBe(true)
    expect(() => parseServerEnv({ ...usable, ALPHAPY_FORWARD_ADDRESS: 'yes' })).toThrow(/must be true or false/)
  })

  it('names every fault at once and never prints a value', () => {
    const secret = 's3cret!'
    const read = () =>
      parseServerEnv({
        ...usable,
        NEXT_PUBLIC_SUPABASE_URL: 'ftp://abc',
        ALPHAPY_BASE_URL: '',
        ALPHAPY_API_KEY: secret,
      })
    expect(read).toThrow(/NEXT_PUBLIC_SUPABASE_URL must be an http/)
    expect(read).toThrow(/ALPHAPY_BASE_URL is missing/)
    expect(read).toThrow(/ALPHAPY_API_KEY is too short/)
    expect(read).not.toThrow(secret)
  })
})

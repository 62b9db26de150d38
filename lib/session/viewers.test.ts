import { describe, expect, it } from 'vitest'
import type { Snowflake } from '@/lib/format/snowflake'
import { Actor } from './actor'
import { VerdictStore } from './verdicts'
import { Viewers } from './viewers'

const guild = '1187420336945627143' as Snowflake
const another = '1203958871120486529' as Snowflake

/** People who may all see the guild, whose verdicts are the older the earlier they are named. */
function watching(...people: string[]) {
  const viewers = new Viewers({ now: () => 1_000_000 })
  const verdicts = new VerdictStore({ now: () => 1_000_000 })
  for (const [index, userId] of people.entries()) {
    verdicts.grant(userId, guild, { source: 'alphapy', askedAt: 900_000 + index })
  }
  const turn = () => {
    const actor = viewers.inTurn(guild, verdicts)
    return actor && `${actor.userId} ${actor.sessionId}`
  }
  return { viewers, turn }
}

function actor(userId: string, sessionId: string | undefined, expiresAt = 2_000_000): Actor {
  return new Actor({ userId, sessionId, email: undefined, accessToken: 't', expiresAt, requestId: 'r' })
}

describe('those who look at live pages', () => {
  it('lend their token to a shared read until their session ends, and not one moment longer', () => {
    const { viewers, turn } = watching('ada', 'bram')
    viewers.seen(actor('ada', 'phone'), guild)
    viewers.seen(actor('ada', 'phone'), another)
    viewers.seen(actor('bram', 'desk'), guild)
    expect(turn()).toBe('ada phone')
    viewers.leave('phone')
    expect(turn()).toBe('bram desk')
    // A request of the ended session that was under way is told late.
    viewers.seen(actor('ada', 'phone'), guild)
    expect(turn()).toBe('bram desk')
    viewers.seen(actor('ada', 'laptop'), guild)
    expect(turn()).toBe('ada laptop')
  })

  it('of another guild, without a verdict, or with a token about to end lend nothing', () => {
    const { viewers, turn } = watching('ada', 'bram')
    viewers.seen(actor('ada', 'phone'), another)
    expect(turn()).toBeUndefined()
    viewers.seen(actor('mira', 'desk'), guild)
    expect(turn()).toBeUndefined()
    viewers.seen(actor('ada', 'phone', 1_015_000), guild)
    expect(turn()).toBeUndefined()
    viewers.seen(actor('bram', 'desk', 1_015_001), guild)
    expect(turn()).toBe('bram desk')
  })

  it('whose project names no sessions are all over when a person leaves everywhere', () => {
    const { viewers, turn } = watching('ada')
    viewers.seen(actor('ada', undefined), guild)
    viewers.leaveAllBut({ userId: 'ada', sessionId: undefined })
    expect(turn()).toBeUndefined()
  })

  it('lend only the token of the session that stays once all others of a person are over', () => {
    const { viewers, turn } = watching('ada', 'bram')
    viewers.seen(actor('ada', 'phone'), guild)
    viewers.seen(actor('bram', 'desk'), guild)
    viewers.leaveAllBut({ userId: 'ada', sessionId: 'laptop' })
    expect(turn()).toBe('bram desk')
    // A request that was under way comes too late.
    viewers.seen(actor('ada', 'phone'), guild)
    expect(turn()).toBe('bram desk')
    viewers.seen(actor('ada', 'laptop'), guild)
    viewers.leaveAllBut({ userId: 'ada', sessionId: 'laptop' })
    expect(turn()).toBe('ada laptop')
    viewers.leaveAllBut({ userId: 'ada', sessionId: undefined })
    expect(turn()).toBe('bram desk')
  })
})

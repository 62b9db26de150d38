import { describe, expect, it } from 'vitest'
import { scopes, settingsOf } from './catalogue'
import { misreadSettings } from './misread'

const awards = [{ key: 'a', label: 'Best', filter: 'food' }]

describe('what the bot takes otherwise than it is meant, once it reads anew', () => {
  it('is every stored text, and a switch of onboarding that is off', () => {
    const stored = {
      onboarding: { enabled: false, mode: '"rules_only"', join_role_id: '1123456789012345679' },
      system: { log_level: '"critical"', log_channel_id: '1123456789012345679' },
      invites: { with_inviter_template: '"{member}"', enabled: false },
      gpt: { model: '"grok-3"' },
    }
    expect(misreadSettings(stored, 'text')).toEqual([
      { category: 'system', key: 'log_level' },
      { category: 'onboarding', key: 'enabled' },
      { category: 'onboarding', key: 'mode' },
      { category: 'invites', key: 'with_inviter_template' },
    ])
  })

  it('is nothing where the misreading comes to the same, or nothing is stored', () => {
    expect(misreadSettings({ onboarding: { enabled: true }, system: { log_level: '"verbose"' } }, 'text')).toEqual([])
    expect(misreadSettings({ onboarding: { mode: 'null' }, unknown: { text: '"x"' } }, 'text')).toEqual([])
    expect(misreadSettings({ system: { log_level: 'null' }, onboarding: { enabled: 'null' } }, 'text')).toEqual([])
  })

  it('is a list in the form its command stores, and not in the form Mind stores', () => {
    const lists = (food: string, list: unknown) =>
      ({ engagement: { weekly_food_channel_ids: food, weekly_award_configs: list } }) as never
    expect(misreadSettings(lists('",1,2,"', JSON.stringify(awards)), 'text')).toEqual([])
    expect(misreadSettings(lists(',1,2,', awards), 'values')).toEqual([])
    for (const [settings, speech] of [
      [lists('"1,2"', JSON.stringify(JSON.stringify(awards))), 'text'],
      [lists('1,2', JSON.stringify(awards)), 'values'],
    ] as const) {
      expect(misreadSettings(settings, speech).map(({ key }) => key)).toEqual([
        'weekly_food_channel_ids',
        'weekly_award_configs',
      ])
    }
  })

  it('is asked of lists whose fields are called like something of the language, too', () => {
    const stored = { engagement: { weekly_award_configs: awards.map((award) => ({ ...award, toString: 'x' })) } }
    for (const speech of ['text', 'values'] as const) expect(misreadSettings(stored as never, speech)).toEqual([])
  })

  it('has a harmless value only where the setting is misread at all', () => {
    const odd = scopes
      .flatMap((scope) => settingsOf(scope))
      .filter(({ misreadAs, effect }) => misreadAs !== undefined && effect !== 'misread')
    expect(odd).toEqual([])
  })
})

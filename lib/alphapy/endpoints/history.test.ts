import { describe, expect, it } from 'vitest'
import { canRollBack, decodeHistoryValue, type HistoryEntry } from './history'

const entry: HistoryEntry = {
  id: 1,
  scope: 'system',
  key: 'log_level',
  old_value: '"normal"',
  new_value: '"critical"',
  value_type: 'string',
  changed_at: '2026-08-18T09:00:00+00:00',
  change_type: 'updated',
}

describe('a value of the history', () => {
  it.each([
    ['"critical"', 'string', 'critical'],
    ['critical', 'string', 'critical'],
    ['"say \\"hi\\""', 'str', 'say "hi"'],
    ['123', 'str', '123'],
    ['1439387968321228801', 'channel', '1439387968321228801'],
    ['"1439387968321228801"', 'role', '1439387968321228801'],
    [123456, 'channel', '123456'],
    ['false', 'bool', false],
    [true, 'boolean', true],
    ['7', 'int', 7],
    [7, 'int', 7],
    ['0.5', 'float', 0.5],
    ['"rules_only"', null, 'rules_only'],
    ['rules_only', null, 'rules_only'],
    ['[{"key":"a"}]', 'str', '[{"key":"a"}]'],
    ['null', 'role', undefined],
    [null, 'role', undefined],
    [undefined, 'int', undefined],
  ])('%j of type %s means %j', (wire, type, meant) => {
    expect(decodeHistoryValue(wire, type)).toEqual(meant)
  })

  it.each<[string, Partial<HistoryEntry>, boolean]>([
    ['an update', {}, true],
    ['an update from a switch that was off', { old_value: 'false', value_type: 'bool' }, true],
    ['a creation', { change_type: 'created', old_value: null }, false],
    ['a removal', { change_type: 'deleted' }, false],
    ['a rollback', { change_type: 'rollback' }, false],
    ['an update from unset, which the bot cannot start with', { old_value: 'null', value_type: 'role' }, false],
  ])('%s can be rolled back: %o %s', (_name, change, wanted) => {
    expect(canRollBack({ ...entry, ...change })).toBe(wanted)
  })
})

import { describe, expect, test } from 'vitest'
import { atLeast, chooseNode, isSupportedNode } from './node-choice.mjs'

const packaged = { path: '/project/node', version: '24.21.0' }
const host = (/** @type {string} */ version) => ({ path: `/usr/bin/node-${version}`, version })

describe('which Node runs the commands', () => {
  test('the packaged one is preferred to any host', () => {
    expect(chooseNode(packaged, [host('22.12.0')])).toEqual({ node: packaged })
    expect(chooseNode(packaged, [host('20.19.0')])).toEqual({ node: packaged })
  })

  test('without a runnable packaged one, the first host that is new enough is taken', () => {
    expect(chooseNode(null, [host('20.20.2'), host('22.12.0'), host('24.1.0')])).toEqual({ node: host('22.12.0') })
  })

  test('a machine without any is told so in one sentence that names what it has', () => {
    const choice = chooseNode(null, [host('20.20.2'), host('23.4.0')])
    expect(choice).toEqual({
      problem: expect.stringMatching(/^[^.]+22\.12[\s\S]*20\.20\.2, 23\.4\.0; please install[^.]+\.$/),
    })
  })

  test.each([
    ['22.11.9', false],
    ['22.12.0', true],
    ['23.9.0', false],
    ['24.0.0', true],
    ['25.1.0', false],
    ['26.10.0', true],
    ['20.20.2', false],
  ])('Node %s: supported %s', (version, supported) => {
    expect(isSupportedNode(version)).toBe(supported)
  })

  test('versions compare by number, not by text', () => {
    expect(atLeast('20.9.0', '20.19')).toBe(false)
    expect(atLeast('20.19.0', '20.19')).toBe(true)
    expect(atLeast('20.19.1', '20.19.2')).toBe(false)
    expect(atLeast('100.0.0', '20.19')).toBe(true)
    expect(atLeast('26.0.0-nightly', '22.12')).toBe(true)
  })
})

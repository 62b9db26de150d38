import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isolatedEnv } from './stack-env'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mind-env-'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
  vi.unstubAllEnvs()
})

test('what env files set, or the example names, is blank unless given', () => {
  writeFileSync(join(root, '.env.local'), 'ALPHAPY_API_KEY=real-key\nexport OTHER = "x"\n')
  writeFileSync(join(root, '.env.example'), '# What it means.\nALPHAPY_BASE_URL=\n# MIND_LOG_LEVEL=info\n')
  vi.stubEnv('MIND_LOG_LEVEL', 'debug')
  const env = isolatedEnv(root, { ALPHAPY_BASE_URL: 'http://127.0.0.1:8000' })
  expect(env).toMatchObject({
    ALPHAPY_API_KEY: '',
    OTHER: '',
    MIND_LOG_LEVEL: '',
    ALPHAPY_BASE_URL: 'http://127.0.0.1:8000',
    PATH: process.env.PATH,
  })
  expect(env).not.toHaveProperty('NODE_ENV')
})

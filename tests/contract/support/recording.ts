/** Reads the recordings. */
import { readFileSync } from 'node:fs'

/** One recorded request and answer. */
export interface Recorded {
  group: string
  name: string
  credentials: string
  method: string
  path: string
  headers?: Record<string, string>
  body?: string
  status: number
  responseHeaders: Record<string, string>
  responseBody: string
}

/** All lines of a generation, in order. */
export function readRecording(generation: 'A' | 'B' | 'C'): Recorded[] {
  const text = readFileSync(new URL(`../golden/${generation}.jsonl`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Recorded => JSON.parse(line))
}

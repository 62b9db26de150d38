/** Reads JSON as Python's json module does: integers of any size, last duplicate key wins, its own error texts. */
import { Float } from './json-write'

/** Parsed JSON. */
export type PyJson = null | boolean | bigint | string | Float | PyJson[] | Map<string, PyJson>

/** Why and where (character offset) a text is not JSON. */
export class JsonDecodeError extends Error {
  readonly reason: string
  readonly position: number
  constructor(reason: string, position: number) {
    super(`${reason}: char ${position}`)
    this.reason = reason
    this.position = position
  }
}

/** Parses a JSON text; throws `JsonDecodeError`. */
export function readJson(text: string): PyJson {
  const reader = new Reader(text)
  const value = reader.value(reader.skip(0))
  const end = reader.skip(reader.at)
  if (end !== text.length) throw new JsonDecodeError('Extra data', end)
  return value
}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const WORDS: ReadonlyArray<readonly [string, PyJson]> = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', new Float(Number.NaN)],
  ['Infinity', new Float(Number.POSITIVE_INFINITY)],
  ['-Infinity', new Float(Number.NEGATIVE_INFINITY)],
]
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

class Reader {
  at = 0
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }

  skip(from: number): number {
    let at = from
    while (' \t\n\r'.includes(this.text.charAt(at)) && at < this.text.length) at += 1
    return at
  }

  value(start: number): PyJson {
    const first = this.text.charAt(start)
    if (first === '"') return this.string(start)
    if (first === '{') return this.object(start)
    if (first === '[') return this.array(start)
    for (const [word, meaning] of WORDS) {
      if (this.text.startsWith(word, start)) {
        this.at = start + word.length
        return meaning
      }
    }
    NUMBER.lastIndex = start
    const found = NUMBER.exec(this.text)
    if (!found) throw new JsonDecodeError('Expecting value', start)
    this.at = start + found[0].length
    return found[1] === undefined && found[2] === undefined ? BigInt(found[0]) : new Float(Number(found[0]))
  }

  private object(start: number): Map<string, PyJson> {
    const result = new Map<string, PyJson>()
    let at = this.skip(start + 1)
    if (this.text.charAt(at) === '}') {
      this.at = at + 1
      return result
    }
    for (;;) {
      if (this.text.charAt(at) !== '"') {
        throw new JsonDecodeError('Expecting property name enclosed in double quotes', at)
      }
      const key = this.string(at)
      at = this.skip(this.at)
      if (this.text.charAt(at) !== ':') throw new JsonDecodeError("Expecting ':' delimiter", at)
      result.set(key, this.value(this.skip(at + 1)))
      at = this.skip(this.at)
      const next = this.text.charAt(at)
      if (next === '}') {
        this.at = at + 1
        return result
      }
      if (next !== ',') throw new JsonDecodeError("Expecting ',' delimiter", at)
      at = this.skip(at + 1)
    }
  }

  private array(start: number): PyJson[] {
    const result: PyJson[] = []
    let at = this.skip(start + 1)
    if (this.text.charAt(at) === ']') {
      this.at = at + 1
      return result
    }
    for (;;) {
      result.push(this.value(at))
      at = this.skip(this.at)
      const next = this.text.charAt(at)
      if (next === ']') {
        this.at = at + 1
        return result
      }
      if (next !== ',') throw new JsonDecodeError("Expecting ',' delimiter", at)
      at = this.skip(at + 1)
    }
  }

  private string(start: number): string {
    let result = ''
    for (let at = start + 1; ; ) {
      const character = this.text.charAt(at)
      if (at >= this.text.length) throw new JsonDecodeError('Unterminated string starting at', start)
      if (character === '"') {
        this.at = at + 1
        return result
      }
      if (character < ' ') throw new JsonDecodeError('Invalid control character at', at)
      if (character !== '\\') {
        result += character
        at += 1
        continue
      }
      const kind = this.text.charAt(at + 1)
      if (kind === 'u') {
        const digits = this.text.slice(at + 2, at + 6)
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new JsonDecodeError('Invalid \\uXXXX escape', at + 1)
        result += String.fromCharCode(Number.parseInt(digits, 16))
        at += 6
        continue
      }
      const plain = ESCAPES[kind]
      if (plain === undefined) throw new JsonDecodeError('Invalid \\escape', at)
      result += plain
      at += 2
    }
  }
}

/** Finds ways into the server that no gate has been told of, by looking at the text of a source: bound actions, and streams. */
import { gatedNames, statementsOf } from './gate-check'

const isActionFile = (path: string) => /^features\/[\w-]+\/actions\.ts$/.test(path)
const isHandler = (path: string) => /^app\/.*\/route\.tsx?$/.test(path)

/**
 * Actions that carry something with them: an argument bound to one, or a closure made an action where it stands. Both travel
 * through the browser and come back as the first arguments, of which nobody's schema knows.
 */
export function boundActions(path: string, source: string): string[] {
  const code = withoutComments(source)
  const marks = [...code.matchAll(/['"]use server['"]/g)].map(({ index }) => code.slice(0, index).trim())
  return [
    ...(/\.bind\s*(?:\(|\?\.\()/.test(code) ? [`${path}: binds an argument`] : []),
    ...marks
      .filter((before) => before !== '' || !isActionFile(path))
      .map(
        (before) =>
          `${path}: ${before === '' ? 'holds actions, which belong into a room’s actions.ts' : 'makes an action of a closure'}`,
      ),
  ]
}

/** Exports of an action file that were not made by `define…Action` and call none that was: endpoints without a check. */
export function uncheckedActions(path: string, source: string): string[] {
  if (!isActionFile(path)) return []
  const statements = statementsOf(withoutComments(source))
  const made = new Set(statements.filter(({ text }) => /\bdefine\w*Action\(/.test(text)).map(({ name }) => name))
  for (let before = -1; before !== made.size; ) {
    before = made.size
    for (const { name, text } of statements) {
      if ([...made].some((known) => known !== name && new RegExp(`\\b${known}\\(`).test(text))) made.add(name)
    }
  }
  return [
    ...hiddenExports(path, source),
    ...statements
      .filter(({ name, exported }) => exported && !made.has(name))
      .map(({ name }) => `${path}: ${name} is unchecked`),
  ]
}

const stream =
  /\b(?:ReadableStream|TransformStream|EventSource|WebSocket|WebSocketStream|createReadStream|pipeTo|pipeThrough)\b|text\/event-stream|async\s+function\s*\*|async\s*\*\s*\w+\s*\(|Symbol\.asyncIterator|\bReadable\.(?:from|toWeb)\b/

/** Streams that begin without a gate, or anywhere but in a route handler, where nobody would look for one. */
export function ungatedStreams(path: string, source: string): string[] {
  const code = withoutComments(source)
  if (!stream.test(code)) return []
  if (!isHandler(path)) return [`${path}: makes a stream outside of a route handler`]
  const statements = statementsOf(code)
  const gated = gatedNames(statements)
  const streaming = new Set(statements.filter(({ text }) => stream.test(text)).map(({ name }) => name))
  const reaching = (text: string) =>
    stream.test(text) || [...streaming].some((name) => new RegExp(`\\b${name}\\(`).test(text))
  const ungated = statements
    .filter(({ name, text, exported }) => exported && reaching(text) && !gated.has(name))
    .map(({ name }) => `${path}: ${name} begins a stream without a gate`)
  return [...hiddenExports(path, code), ...ungated]
}

/** Exports whose statement cannot be found by its beginning. */
function hiddenExports(path: string, code: string): string[] {
  return /^export\s+(?:\{|\*|default\b)/m.test(code) ? [`${path}: exports something without saying it there`] : []
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

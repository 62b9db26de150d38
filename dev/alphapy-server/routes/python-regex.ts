/** Whether a pattern is a regular expression for Python; a short check of what people get wrong. */

/** Null when fine, else Python's message with the position. */
export function regexProblem(pattern: string): string | null {
  const open: number[] = []
  let repeatable = false
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at)
    if (character === '\\') {
      if (at + 1 >= pattern.length) return `bad escape (end of pattern) at position ${at}`
      at += 1
      repeatable = true
    } else if (character === '[') {
      const end = setEnd(pattern, at)
      if (end === -1) return `unterminated character set at position ${at}`
      at = end
      repeatable = true
    } else if (character === '(') {
      open.push(at)
      if (pattern.charAt(at + 1) === '?') at += 1
      repeatable = false
    } else if (character === ')') {
      if (open.pop() === undefined) return `unbalanced parenthesis at position ${at}`
      repeatable = true
    } else if ('*+?'.includes(character)) {
      if (!repeatable) return `nothing to repeat at position ${at}`
      if ('?+'.includes(pattern.charAt(at + 1)) && pattern.charAt(at + 1) !== '') at += 1
      else if (pattern.charAt(at + 1) === '*') return `multiple repeat at position ${at + 1}`
    } else {
      repeatable = character !== '|' && character !== '^'
    }
  }
  const unclosed = open.at(-1)
  return unclosed === undefined ? null : `missing ), unterminated subpattern at position ${unclosed}`
}

function setEnd(pattern: string, start: number): number {
  let at = start + 1
  if (pattern.charAt(at) === '^') at += 1
  if (pattern.charAt(at) === ']') at += 1
  for (; at < pattern.length; at += 1) {
    if (pattern.charAt(at) === '\\') at += 1
    else if (pattern.charAt(at) === ']') return at
  }
  return -1
}

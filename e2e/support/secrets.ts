/** Looking for secrets in everything a browser or a log was given, however they are written there. */

/** A text that must hold no secret, and where it came from. */
export interface Haystack {
  where: string
  text: string
}

/** Below this length a value is no secret but a word. */
const secretMinLength = 12

/** Every writing is at least so long, so that one pass over a text finds them all. */
const writtenMinLength = 10
/** Of each writing so much is looked for, at every place of its beginning. */
const pieceLength = 4
/** Whatever is written begins at most so far before a piece of it that the pass steps on. */
const step = writtenMinLength - pieceLength + 1

/** Where each secret was found, as `name in place`; the secret itself is not told. */
export function findSecrets(haystacks: readonly Haystack[], secrets: Readonly<Record<string, string>>): string[] {
  const wanted = new Map<string, { written: string; name: string; from: number }[]>()
  for (const [name, value] of Object.entries(secrets)) {
    for (const written of partsOf(value).flatMap(writings)) {
      for (let from = 0; from < step; from++) {
        const piece = written.slice(from, from + pieceLength)
        const same = wanted.get(piece)
        if (same) same.push({ written, name, from })
        else wanted.set(piece, [{ written, name, from }])
      }
    }
  }
  // A visit is given the same files again and again; each text is looked through once.
  const texts = new Map(haystacks.map(({ where, text }) => [text, where]))
  const found = new Set<string>()
  for (const [text, where] of texts) {
    for (let at = 0; at + pieceLength <= text.length; at += step) {
      for (const { written, name, from } of wanted.get(text.slice(at, at + pieceLength)) ?? []) {
        if (text.startsWith(written, at - from)) found.add(`${name} in ${where}`)
      }
    }
  }
  return [...found]
}

/** In thousands of these some six digits come by chance. */
const randomIds = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g

/** Where a short code stands by itself, not as a piece of a longer number or of a random id. */
export function findCodes(haystacks: readonly Haystack[], codes: readonly string[]): string[] {
  const texts = haystacks.map(({ where, text }) => ({ where, text: text.replace(randomIds, 'id') }))
  return codes.flatMap((code) => {
    const alone = new RegExp(`(?<![\\d.])${code}(?!\\d)`)
    return texts.filter(({ text }) => alone.test(text)).map(({ where }) => `a code in ${where}`)
  })
}

/** Anything that looks like a token or key, whoever's it is. */
export function findLookalikes(haystacks: readonly Haystack[]): string[] {
  const shapes = { 'a JWT': /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\./, 'a project key': /sb_(?:secret|publishable)_[\w-]{16,}/ }
  return haystacks.flatMap(({ where, text }) =>
    Object.entries(shapes).flatMap(([name, shape]) => (shape.test(text) ? [`${name} in ${where}`] : [])),
  )
}

/** A token as a whole, and those of its parts that would do harm or tell something alone. */
function partsOf(value: string): string[] {
  if (value.length < secretMinLength) throw new Error('Too short to be looked for')
  const [, ...parts] = value.startsWith('eyJ') ? value.split('.') : []
  return [value, ...parts.filter((part) => part.length >= secretMinLength)]
}

/** As it is, in an address, backwards, in hexadecimal, and inside a longer text that is base64, wherever it begins there. */
function writings(value: string): string[] {
  const base64 = [0, 1, 2].flatMap((before) => {
    const text = Buffer.from('x'.repeat(before) + value)
    // The first and last characters also hold bits of their neighbours.
    return [text.toString('base64'), text.toString('base64url')].map((encoded) =>
      encoded.replace(/=+$/, '').slice(before === 0 ? 0 : before + 1, -2),
    )
  })
  const backwards = [...value].reverse().join('')
  const plain = [value, encodeURIComponent(value), backwards, Buffer.from(value).toString('hex')]
  return [...new Set([...plain, ...base64])]
}

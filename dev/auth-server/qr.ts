/** A QR code (ISO 18004) as SVG: byte mode, error correction M, versions 1 to 15, mask 0. Enough for an otpauth address. */

// By version, index 0 unused: check words per block and number of blocks at level M.
const CHECK_WORDS = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24]
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10]
const QUIET_ZONE = 4

interface Grid {
  readonly size: number
  readonly dark: boolean[][]
  readonly taken: boolean[][]
}

/** The QR code of a text as an SVG image. Throws when the text is too long (over 400 bytes). */
export function qrSvg(text: string): string {
  const data = Buffer.from(text)
  const version = BLOCKS.findIndex((_, at) => at > 0 && data.length + (at < 10 ? 2 : 3) <= dataWords(at))
  if (version < 1) throw new Error('Text too long for a QR code')
  const size = version * 4 + 17
  const row = () => Array.from({ length: size }, () => false)
  const grid: Grid = { size, dark: Array.from({ length: size }, row), taken: Array.from({ length: size }, row) }
  drawPatterns(grid, version)
  drawWords(grid, interleave(withHeader(data, version), version))
  const cells = grid.dark.flatMap((line, y) => line.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  const box = `${-QUIET_ZONE} ${-QUIET_ZONE} ${size + 2 * QUIET_ZONE} ${size + 2 * QUIET_ZONE}`
  const ground = `<path fill="#fff" d="M${-QUIET_ZONE} ${-QUIET_ZONE}h${size + 8}v${size + 8}h${-size - 8}z"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${ground}<path d="${cells.join('')}"/></svg>`
}

function rawBits(version: number): number {
  const aligns = Math.floor(version / 7) + 2
  const plain = (16 * version + 128) * version + 64
  return plain - (version >= 2 ? (25 * aligns - 10) * aligns - 55 : 0) - (version >= 7 ? 36 : 0)
}

const of = (table: readonly number[], version: number): number => table[version] ?? 0
const dataWords = (version: number): number =>
  Math.floor(rawBits(version) / 8) - of(CHECK_WORDS, version) * of(BLOCKS, version)

/** Mode, length, text and padding as data words. */
function withHeader(data: Buffer, version: number): number[] {
  const lengthBits = version < 10 ? 8 : 16
  const bits = [...data].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const capacity = dataWords(version)
  const all = `0100${data.length.toString(2).padStart(lengthBits, '0')}${bits}0000`
  const words = (all.padEnd(Math.ceil(all.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((word) =>
    Number.parseInt(word, 2),
  )
  for (let pad = 0; words.length < capacity; pad += 1) words.push(pad % 2 === 0 ? 0xec : 0x11)
  return words.slice(0, capacity)
}

function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d)
    if ((b >>> bit) & 1) product ^= a
  }
  return product
}

function checkWords(block: readonly number[], count: number): number[] {
  let divisor = [1]
  let root = 1
  for (let at = 0; at < count; at += 1) {
    divisor = [...divisor, 0].map((word, index) => word ^ multiply(divisor[index - 1] ?? 0, root))
    root = multiply(root, 2)
  }
  const rest: number[] = Array.from({ length: count }, () => 0)
  for (const word of block) {
    const factor = word ^ (rest.shift() ?? 0)
    rest.push(0)
    for (let at = 0; at < count; at += 1) rest[at] = (rest[at] ?? 0) ^ multiply(divisor[at + 1] ?? 0, factor)
  }
  return rest
}

function interleave(words: readonly number[], version: number): number[] {
  const count = of(BLOCKS, version)
  const short = Math.floor(words.length / count)
  const longer = words.length % count
  const blocks: number[][] = []
  let from = 0
  for (let at = 0; at < count; at += 1) {
    const length = short + (at >= count - longer ? 1 : 0)
    blocks.push(words.slice(from, from + length))
    from += length
  }
  const checks = blocks.map((block) => checkWords(block, of(CHECK_WORDS, version)))
  const column = (lists: number[][], length: number): number[] =>
    Array.from({ length }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat()
  return [...column(blocks, short + 1), ...column(checks, of(CHECK_WORDS, version))]
}

function set(grid: Grid, x: number, y: number, dark: boolean): void {
  const darkRow = grid.dark[y]
  const takenRow = grid.taken[y]
  if (!darkRow || !takenRow || x < 0 || x >= grid.size) return
  darkRow[x] = dark
  takenRow[x] = true
}

function square(grid: Grid, cx: number, cy: number, radius: number, isDark: (distance: number) => boolean): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      set(grid, cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))))
    }
  }
}

function drawPatterns(grid: Grid, version: number): void {
  const { size } = grid
  for (let at = 0; at < size; at += 1) {
    set(grid, 6, at, at % 2 === 0)
    set(grid, at, 6, at % 2 === 0)
  }
  const centers = alignmentCenters(version, size)
  for (const x of centers) {
    for (const y of centers) {
      const inCorner = (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6)
      if (!inCorner) square(grid, x, y, 2, (distance) => distance !== 1)
    }
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    square(grid, x, y, 4, (distance) => distance !== 2 && distance !== 4)
  }
  // Level M and mask 0 make the five data bits zero, so the format is the mask pattern of the standard itself.
  drawFormat(grid, 0x5412)
  if (version >= 7) drawVersion(grid, version)
}

function alignmentCenters(version: number, size: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - at * step).reverse()]
}

function drawFormat(grid: Grid, bits: number): void {
  const { size } = grid
  const on = (at: number): boolean => ((bits >>> at) & 1) === 1
  for (let at = 0; at <= 5; at += 1) set(grid, 8, at, on(at))
  set(grid, 8, 7, on(6))
  set(grid, 8, 8, on(7))
  set(grid, 7, 8, on(8))
  for (let at = 9; at < 15; at += 1) set(grid, 14 - at, 8, on(at))
  for (let at = 0; at < 8; at += 1) set(grid, size - 1 - at, 8, on(at))
  for (let at = 8; at < 15; at += 1) set(grid, 8, size - 15 + at, on(at))
  set(grid, 8, size - 8, true)
}

function drawVersion(grid: Grid, version: number): void {
  let rest = version
  for (let at = 0; at < 12; at += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
  const bits = (version << 12) | rest
  for (let at = 0; at < 18; at += 1) {
    const a = grid.size - 11 + (at % 3)
    const b = Math.floor(at / 3)
    const on = ((bits >>> at) & 1) === 1
    set(grid, a, b, on)
    set(grid, b, a, on)
  }
}

/** Lays the words in the zigzag of the standard, masked by (x + y) even. */
function drawWords(grid: Grid, words: readonly number[]): void {
  const { size, dark, taken } = grid
  let bit = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step += 1) {
      const upward = ((right + 1) & 2) === 0
      const y = upward ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        const row = dark[y]
        if (!row || taken[y]?.[x]) continue
        const on = (((words[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1
        row[x] = on !== ((x + y) % 2 === 0)
        bit += 1
      }
    }
  }
}

/** Finds code that reaches data of a guild past the gates, by looking at its text: one top-level statement at a time. */

/** A statement of a file and what it is called. */
export interface Statement {
  name: string
  text: string
  exported: boolean
}

const gate = /\brequireGuild(?:Live|Anew|ToSave)?\(/
const startOfStatement = /^(?:export\s+)?(?:async\s+)?(?:function\b\s*\*?|const\b|let\b|class\b)\s*(\w+)/

/**
 * What is wrong with a loader file, action file or route handler; nothing when every way to a guild's data is gated. `schema`:
 * the text of the room's schemas, which tells whether its actions take a guild without naming it.
 */
export function ungatedWays(path: string, source: string, schema = ''): string[] {
  const statements = statementsOf(source)
  const gated = gatedNames(statements)
  const dataCalls = importedFrom(source, /^(?:\.\/data|@\/features\/[\w-]+\/data)$/)
  return statements.flatMap((statement) => {
    const { name, text } = statement
    if (!isAboutGuild(path, statement, schema)) return []
    if (!gated.has(name)) return [`${path}: ${name} passes no gate`]
    const proofs = proofsIn(text, gated)
    const wrongCalls = dataCalls.flatMap((call) =>
      argumentsOf(text, call)
        .filter((given) => !isProven(given, proofs))
        .map(() => `${path}: ${name} calls ${call} with something no gate gave`),
    )
    const savesUnasked = path.endsWith('/actions.ts') && /\brequireGuild(?:Live|Anew)?\(/.test(text)
    return savesUnasked ? [...wrongCalls, `${path}: ${name} saves past the gate for saving`] : wrongCalls
  })
}

/** True for a whole proof, or for the person of one with the guild of the same one; and no other guild beside it. */
function isProven([first = '', ...others]: readonly string[], proofs: readonly string[]): boolean {
  const proof = proofs.find((name) => first === `${name}.data` || first === `${name}.data.actor`)
  if (proof === undefined) return false
  const guild = `${proof}.data.guildId`
  const rest = others.join(', ')
  const beside = rest.replaceAll(`guildId: ${guild}`, '').replaceAll(guild, '')
  // What is spread behind the guild may bring another one.
  const mayReplace = rest.slice(rest.lastIndexOf(guild)).includes('...')
  const namesOther = /guild/i.test(beside) || (rest.includes(guild) && mayReplace)
  return !namesOther && (first === `${proof}.data` || rest.includes(guild))
}

function isAboutGuild(path: string, { text, exported }: Statement, schema: string): boolean {
  if (path.endsWith('/route.ts')) return exported
  if (path.endsWith('/actions.ts')) return /\bdefineAction\(/.test(text) && /\bguildId\b/.test(text + schema)
  return exported && /\bguildId\b/.test(text)
}

/** Names of the statements that call a gate, or one that does. */
export function gatedNames(statements: readonly Statement[]): ReadonlySet<string> {
  const gated = new Set(statements.filter(({ text }) => gate.test(text)).map(({ name }) => name))
  for (let before = -1; before !== gated.size; ) {
    before = gated.size
    for (const { name, text } of statements) {
      if ([...gated].some((known) => known !== name && new RegExp(`\\b${known}\\(`).test(text))) gated.add(name)
    }
  }
  return gated
}

/** Variables that hold what a gate gave. */
function proofsIn(text: string, gated: ReadonlySet<string>): string[] {
  const givers = ['requireGuild', 'requireGuildLive', 'requireGuildAnew', 'requireGuildToSave', ...gated].join('|')
  return [...text.matchAll(new RegExp(`const (\\w+) = (?:await )?(?:${givers})\\(`, 'g'))].map(([, name = '']) => name)
}

/** What a function is called with, each time. */
function argumentsOf(text: string, name: string): string[][] {
  return [...text.matchAll(new RegExp(`\\b${name}\\(`, 'g'))].map(({ 0: call, index }) => {
    const given = ['']
    let depth = 0
    for (const sign of text.slice(index + call.length)) {
      if (/[([{]/.test(sign)) depth++
      if (/[)\]}]/.test(sign) && depth-- === 0) break
      if (sign === ',' && depth === 0) given.push('')
      else given.push(`${given.pop()}${sign}`)
    }
    return given.map((argument) => argument.trim()).filter((argument) => argument !== '')
  })
}

function importedFrom(source: string, module: RegExp): string[] {
  return [...source.matchAll(/import \{([^}]*)\} from '([^']+)'/g)].flatMap(([, names = '', from = '']) =>
    module.test(from) ? names.split(',').flatMap((name) => (name.trim() ? [name.trim()] : [])) : [],
  )
}

/** The top-level statements of a source that have a name, in order. */
export function statementsOf(source: string): Statement[] {
  const statements: Statement[] = []
  for (const line of source.split('\n')) {
    const [, name] = startOfStatement.exec(line) ?? []
    if (name) statements.push({ name, text: '', exported: line.startsWith('export') })
    const open = statements.at(-1)
    if (open) open.text += `${line}\n`
  }
  return statements
}

/**
 * A fresh database with all tables, kept as a file: making one takes seconds, loading it a fraction. The file is only a
 * cache under `.local/`; whatever is wrong with it, the database is made anew.
 */
import { createHash, randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { SCHEMA } from './schema'

const ROOT = join(import.meta.dirname, '../../..')
const FOLDER = join(ROOT, '.local', 'cache')

/** Opens a database from the kept file, or makes one and keeps it for the next start. */
export async function openFromTemplate(
  create: (options: { loadDataDir?: Blob }) => Promise<PGlite>,
  prepare: (database: PGlite) => Promise<void>,
): Promise<PGlite> {
  const path = join(FOLDER, `alphapy-database-${await templateName()}.tar`)
  try {
    return await create({ loadDataDir: await openAsBlob(path) })
  } catch {
    const database = await create({})
    await prepare(database)
    await keep(database, path)
    return database
  }
}

/** Changes with the tables and with the version of the database engine. */
async function templateName(): Promise<string> {
  const engine = await readFile(join(ROOT, 'node_modules/@electric-sql/pglite/package.json'), 'utf8')
  return createHash('sha256').update(SCHEMA).update(engine).digest('hex').slice(0, 16)
}

/** Written aside and renamed, so that processes starting at once never read half a file; a failure is no harm. */
async function keep(database: PGlite, path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    await mkdir(FOLDER, { recursive: true })
    const dump = await database.dumpDataDir('none')
    await writeFile(draft, Buffer.from(await dump.arrayBuffer()))
    await rename(draft, path)
  } catch {
    await rm(draft, { force: true })
  }
}

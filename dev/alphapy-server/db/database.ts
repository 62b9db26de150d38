/** The server's database: embedded Postgres, with ids as bigint and JSONB and times as the text Postgres prints. */
import { PGlite } from '@electric-sql/pglite'
import { SCHEMA, TABLES } from './schema'
import { openFromTemplate } from './template'

/** What may be bound to a query. JSONB is bound as its text. */
export type Bindable = null | boolean | number | bigint | string | readonly string[]

/** Anything that runs queries: the database itself, or one transaction of it. */
export interface Queries {
  /** The rows of a query; the caller names their shape. */
  rows: <Row>(sql: string, params?: readonly Bindable[]) => Promise<Row[]>
  /** How many rows a statement changed. */
  run: (sql: string, params?: readonly Bindable[]) => Promise<number>
}

const asText = (value: string): string => value

const INT8 = 20
const PARSERS = {
  [INT8]: (value: string) => BigInt(value),
  114: asText,
  3802: asText,
  1082: asText,
  1083: asText,
  1114: asText,
  1184: asText,
}

/** One embedded Postgres with the real server's tables. */
export class Database implements Queries {
  /** False plays a lost connection: every query fails, except `direct` ones. */
  available = true
  private readonly pglite: PGlite

  private constructor(pglite: PGlite) {
    this.pglite = pglite
  }

  /** Opens a database in memory, or in a folder, and makes missing tables. */
  static async open(folder?: string): Promise<Database> {
    const makeTables = async (pglite: PGlite): Promise<void> => void (await pglite.exec(SCHEMA))
    if (folder === undefined) {
      return new Database(
        await openFromTemplate((options) => PGlite.create({ ...options, parsers: PARSERS }), makeTables),
      )
    }
    const pglite = await PGlite.create({ dataDir: folder, parsers: PARSERS })
    await makeTables(pglite)
    return new Database(pglite)
  }

  async rows<Row>(sql: string, params: readonly Bindable[] = []): Promise<Row[]> {
    this.requireAvailable()
    return this.direct(sql, params)
  }

  /** The rows of a query, whatever the server believes about its connection. */
  async direct<Row>(sql: string, params: readonly Bindable[] = []): Promise<Row[]> {
    return (await this.pglite.query<Row>(sql, [...params])).rows
  }

  async run(sql: string, params: readonly Bindable[] = []): Promise<number> {
    this.requireAvailable()
    return (await this.pglite.query(sql, [...params])).affectedRows ?? 0
  }

  /** Runs work in one transaction; a thrown error rolls it back. */
  async transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    this.requireAvailable()
    return this.pglite.transaction((tx) =>
      work({
        rows: async <Row>(sql: string, params: readonly Bindable[] = []) =>
          (await tx.query<Row>(sql, [...params])).rows,
        run: async (sql, params = []) => (await tx.query(sql, [...params])).affectedRows ?? 0,
      }),
    )
  }

  /** Drops all rows and restarts all counters; also brings back a table that a test dropped. */
  async empty(): Promise<void> {
    await this.pglite.exec(`${SCHEMA} truncate ${TABLES.join(', ')} restart identity cascade;`)
  }

  /** Whether anything was ever stored for the bot (used to seed a folder only once). */
  async isEmpty(): Promise<boolean> {
    return (await this.rows('select 1 from bot_settings limit 1')).length === 0
  }

  private requireAvailable(): void {
    if (!this.available) throw new Error('The database connection is lost')
  }

  /** Closes the database; queries afterwards fail. */
  close(): Promise<void> {
    return this.pglite.close()
  }
}

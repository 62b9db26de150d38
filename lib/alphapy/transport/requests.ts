/** What the client is asked to read and to write. */
import type * as z from 'zod'
import type { CallClass } from './call-window'
import type { Access, Credentials } from './credentials'
import type { ServerKnowledge } from './generation'
import type { SaveTicket } from './save-ticket'

interface Request<Schema extends z.ZodType> {
  path: string
  /** The route with ids left out, for logs. */
  route: string
  schema: Schema
  access: Access
  credentials: Credentials
  /** The guild it is about; guilds take turns. */
  guildId?: string
  /** A read makes its value obsolete by this name, and a write makes it so; usually `guild:<id>`. */
  tag: string
  /** The reserved places of the save this belongs to. */
  save?: SaveTicket | undefined
}

/** A read. */
export interface ReadRequest<Schema extends z.ZodType> extends Request<Schema> {
  /** Who may be given the same answer: `actor:<id>`, `guild:<id>` or `everyone`. */
  share: string
  callClass: Exclude<CallClass, 'write'>
  /** A reading not older than this is answered without a call. 0 asks the backend now and joins nobody. */
  freshForMs: number
  /** When the backend cannot be asked, a reading not older than this is answered, with the problem beside it. */
  staleForMs?: number
  /** Ends the wait of this caller; others who joined go on. */
  signal?: AbortSignal | undefined
  /** The route lets only an administrator of the guild through, on servers of every generation. */
  decides?: boolean
  /** Keeps the answer as it came beside its value, to send parts of it back unchanged. */
  keepText?: true
  /** What the answer tells about the server. */
  learn?: (value: z.infer<Schema>, knowledge: ServerKnowledge) => void
}

/** A write. It is run at most once. */
export interface WriteRequest<Schema extends z.ZodType> extends Request<Schema> {
  method: 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  /** Limit of the attempt, when another than the client's. */
  timeoutMs?: number
  /** Now or not at all, and only while a save still fits beside it. */
  onlyIfRoom?: true
}

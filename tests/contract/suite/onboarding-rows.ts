/** Questions and rules of the suite's own, far behind a guild's real ones, taken away at the end. */
import { expect } from 'vitest'
import { z } from 'zod'
import type { Reply, Target } from './target'
import { integer, shaped } from './wire'

/** What the suite's texts begin with. */
const OWN = 'Contract suite: '

/** Positions the suite uses begin here; slash commands reach no further than 20. */
export const FIRST = 101

/** How questions and rules differ on the wire. */
export interface Kind {
  /** As the path and the order of a reorder name them. */
  name: 'questions' | 'rules'
  position: 'step_order' | 'rule_order'
  /** One of them, as the answers name it. */
  noun: 'question' | 'rule'
  /** The field that holds the text. */
  text: 'question' | 'title'
  rest: Record<string, unknown>
  shape: z.ZodType
}

/** Both kinds. */
export const KINDS: readonly Kind[] = [
  {
    name: 'questions',
    position: 'step_order',
    noun: 'question',
    text: 'question',
    rest: { question_type: 'text', required: false },
    shape: z.looseObject({
      id: integer,
      question: z.string(),
      question_type: z.enum(['select', 'multiselect', 'text', 'email']),
      options: z.array(z.looseObject({ label: z.string(), value: z.string() })).nullable(),
      followup: z.record(z.string(), z.unknown()).nullable(),
      required: z.boolean(),
      enabled: z.literal(true),
      step_order: integer,
    }),
  },
  {
    name: 'rules',
    position: 'rule_order',
    noun: 'rule',
    text: 'title',
    rest: { description: 'Made by the contract suite and taken away again.' },
    shape: z.looseObject({
      id: integer,
      title: z.string(),
      description: z.string(),
      thumbnail_url: z.string().nullable(),
      image_url: z.string().nullable(),
      enabled: z.literal(true),
      rule_order: integer,
    }),
  },
]

/** One row of the suite as the server lists it. */
export interface Row {
  id: string
  text: string
  position: number
}

/** Calls for one kind on one target. */
export class Rows {
  /** Positions where a row of the suite may be stored without being listed, or may keep the others from being listed. */
  private readonly hidden = new Set<number>()

  private readonly target: Target
  readonly kind: Kind

  constructor(target: Target, kind: Kind) {
    this.target = target
    this.kind = kind
  }

  /** Where the kind is listed and saved. */
  get path(): string {
    return `${this.target.guildPath}/onboarding/${this.kind.name}`
  }

  /** Every listed row, checked for its shape, in the order of the answer. */
  async listed(): Promise<Row[]> {
    const list = shaped(z.array(this.kind.shape), await this.target.get('GET', this.path))
    const loose = shaped(z.array(z.record(z.string(), z.unknown())), list)
    return loose.map((row) => ({
      id: String(row.id),
      text: String(row[this.kind.text]),
      position: Number(row[this.kind.position]),
    }))
  }

  /** The suite's rows among them. */
  async own(): Promise<Row[]> {
    return (await this.listed()).filter(({ text }) => text.startsWith(OWN))
  }

  /** Saves a row at a position; what is there is overwritten. */
  async save(position: number, text: string, more: Record<string, unknown> = {}): Promise<Reply> {
    const troublesome = more.enabled === false || more.options !== undefined
    if (troublesome) this.hidden.add(position)
    const { kind } = this
    const reply = await this.target.ask('POST', this.path, {
      body: { ...kind.rest, [kind.text]: OWN + text, [kind.position]: position, ...more },
    })
    if (!troublesome && reply.status === 200) this.hidden.delete(position)
    return reply
  }

  /** Saves a row that must be taken. */
  async put(position: number, text: string, more: Record<string, unknown> = {}): Promise<void> {
    const { status, text: body } = await this.save(position, text, more)
    const noun = this.kind.noun[0]?.toUpperCase() + this.kind.noun.slice(1)
    expect([status, body]).toEqual([200, `{"success":true,"message":"${noun} saved successfully"}`])
  }

  /** Puts rows into an order: position 1 for the first. */
  reorder(ids: readonly (string | number)[]): Promise<Reply> {
    const body = { [this.kind.name]: ids.map(Number) }
    return this.target.ask('POST', `${this.target.guildPath}/onboarding/reorder`, { body })
  }

  /** Takes a row away. */
  remove(id: string): Promise<Reply> {
    return this.target.ask('DELETE', `${this.path}/${id}`)
  }

  /** Takes away every row of the suite: hidden ones are shown first, since only listed ones have a known id. */
  async sweep(): Promise<void> {
    for (const position of this.hidden) await this.put(position, 'to be taken away')
    for (const { id } of await this.own()) expect((await this.remove(id)).status).toBe(200)
    expect(await this.own()).toEqual([])
  }

  /** A text as it is listed. */
  static marked(text: string): string {
    return OWN + text
  }
}

import * as z from 'zod'

/** An authenticator app of this person. */
export interface FactorView {
  factorId: string
  /** In milliseconds since the epoch. */
  since: number | undefined
}

/** The second factors of a person, as far as Mind can ask for them. */
export interface FactorsView {
  apps: FactorView[]
  /** True when there are verified factors of a kind Mind cannot ask for. */
  otherKinds: boolean
}

/** What an authenticator app needs, shown this once. `qr` is the address of a picture; the secret stands in groups. */
export interface Enrolment {
  factorId: string
  qr: string
  secret: string
}

export const nothingSchema = z.object({})
export const factorIdSchema = z.object({ factorId: z.uuid() })
export const codeSchema = z.object({ factorId: z.uuid(), code: z.string().max(20) })

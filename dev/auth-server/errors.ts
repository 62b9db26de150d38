/** What the auth server refuses, in the shape Supabase Auth gives it. */
export class AuthError extends Error {
  override readonly name = 'AuthError'
  readonly status: number
  readonly code: string
  /** Further fields of the body, such as `weak_password`. */
  readonly extra: Record<string, unknown>

  constructor(status: number, code: string, message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.extra = extra
  }
}

/** 400 with the given code. */
export const badRequest = (code: string, message: string): AuthError => new AuthError(400, code, message)

/** 403 with the given code. */
export const forbidden = (code: string, message: string): AuthError => new AuthError(403, code, message)

/** 404 with the given code. */
export const notFound = (code: string, message: string): AuthError => new AuthError(404, code, message)

/** 422 with the given code. */
export const unprocessable = (code: string, message: string): AuthError => new AuthError(422, code, message)

/** 429 with the given code. */
export const tooMany = (code: string, message: string): AuthError => new AuthError(429, code, message)

/** The one answer to a wrong address and to a wrong password: it must not tell which. */
export const invalidCredentials = (): AuthError => badRequest('invalid_credentials', 'Invalid login credentials')

/**
 * Expected outcomes that must also roll the transaction back. `code` is stable and part of the HTTP contract; the
 * sentence for people is `errors.<code>` in the catalogue, filled with `params`.
 */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly params: Record<string, string | number>
  /** facts behind the refusal that a screen offers a choice about; plain JSON */
  readonly details: readonly object[]

  constructor(
    code: string,
    params: Record<string, string | number> = {},
    status = 409,
    details: readonly object[] = [],
  ) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.params = params
    this.details = details
    this.status = status
  }
}

/** Also for what the caller may not see: whether it exists is not his business. */
export class NotFound extends Refused {
  constructor(code = 'NOT_FOUND') {
    super(code, {}, 404)
  }
}

export class NotAllowed extends Refused {
  constructor(code = 'NOT_ALLOWED') {
    super(code, {}, 403)
  }
}

export type FieldError = { path: string; message: string }

/** Input that passed the schema but not the facts; `message` is a key below `errors.field` in the catalogue. */
export class InvalidInput extends Refused {
  readonly fields: FieldError[]

  constructor(fields: FieldError[]) {
    super('INVALID_INPUT', {}, 422)
    this.fields = fields
  }
}

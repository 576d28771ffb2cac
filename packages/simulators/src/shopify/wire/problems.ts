import { GraphQLError } from 'graphql'

/** A resolver refuses: an entry of `errors` with its path, and null in its place. */
export const refusal = (code: string, message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...extensions } })

export const noSuchId = (id: string): GraphQLError => refusal('RESOURCE_NOT_FOUND', `Invalid id: ${id}`)

/** An entry of `userErrors`. `code` is left out where the payload has plain errors. */
export interface UserError {
  field: string[] | null
  message: string
  code: string | null
}

export const userError = (field: string | null, message: string, code: string | null = null): UserError => ({
  field: field === null ? null : field.split('.'),
  message,
  code,
})

/** Thrown by what changes the shop: becomes the `userErrors` of the payload. */
export class Refused extends Error {
  readonly errors: UserError[]
  constructor(errors: UserError[]) {
    super(errors.map(({ message }) => message).join('; '))
    this.errors = errors
  }
}

export const refuse = (field: string | null, message: string, code: string | null = null): never => {
  throw new Refused([userError(field, message, code)])
}

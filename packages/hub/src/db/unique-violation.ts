/** PostgreSQL's word for a key that another row has, from either engine. */
const uniqueViolation = '23505'

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === uniqueViolation
}

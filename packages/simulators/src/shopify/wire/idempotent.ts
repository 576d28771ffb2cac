import { createHash } from 'node:crypto'
import { type GraphQLResolveInfo, valueFromASTUntyped } from 'graphql'
import type { Call } from './call.ts'
import { refusal, type UserError, userError } from './problems.ts'

const day = 86_400_000

/** The key that stands on the field, where a write must have one. */
function keyOf(info: GraphQLResolveInfo): string {
  const directive = info.fieldNodes[0]?.directives?.find(({ name }) => name.value === 'idempotent')
  if (directive === undefined) {
    const words = 'The @idempotent directive is required for this mutation but was not provided.'
    throw refusal('BAD_REQUEST', words)
  }
  const node = directive.arguments?.find(({ name }) => name.value === 'key')
  const key = node === undefined ? '' : valueFromASTUntyped(node.value, info.variableValues)
  if (typeof key !== 'string' || key.trim() === '') throw refusal('INVALID_FIELD_ARGUMENTS', "key can't be blank")
  return key
}

/**
 * A write under a key, remembered for a day: the same call again has no second effect, another call under the same
 * key is refused. Whether a repeat is given the first answer or a new look is a choice, as evidence disagrees.
 */
export function once(
  call: Call,
  info: GraphQLResolveInfo,
  args: unknown,
  work: () => Record<string, unknown>,
): Record<string, unknown> {
  const name = `${info.fieldName}:${keyOf(info)}`
  const hash = createHash('sha256').update(JSON.stringify(args)).digest('hex')
  const known = call.keys.get(name)
  if (known !== undefined && call.shop.now() - known.at < day) {
    if (known.hash !== hash) return { userErrors: [mismatch] }
    if (call.shop.choices.replay === 'cached') return known.answer
  }
  const answer = work()
  const errors = answer.userErrors
  if (Array.isArray(errors) && errors.length === 0) call.keys.set(name, { at: call.shop.now(), hash, answer })
  return answer
}

const mismatch: UserError = userError(
  null,
  'The same idempotency key was used with different parameters.',
  'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
)

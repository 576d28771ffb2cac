/** One entry of the vendor's error envelope, before it is given an id. */
export interface Problem {
  status: number
  code: string
  title: string
  detail: string
  source: { pointer?: string; parameter?: string }
  meta?: Record<string, unknown>
}

/** A request that is turned down, with every reason. */
export class Refusal extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super(problems.map((problem) => problem.detail).join(' '))
    this.problems = problems
  }
}

/** Turns a request down if there is anything wrong with it. */
export function refuse(...problems: Problem[]): void {
  if (problems.length > 0) throw new Refusal(problems)
}

/** A 400 about a place in the body. */
export function invalid(pointer: string, detail: string): Problem {
  return { status: 400, code: 'invalid', title: 'Invalid input.', detail, source: { pointer } }
}

/** A 400 about a query parameter. */
export function invalidParameter(parameter: string, detail: string): Problem {
  return { status: 400, code: 'invalid', title: 'Invalid input.', detail, source: { parameter } }
}

export function notFound(what: string, id: string): Problem {
  const detail = `A ${what} with id ${id} does not exist.`
  return { status: 404, code: 'not_found', title: 'Not found.', detail, source: { pointer: '/data/id' } }
}

/** An identifier that another profile has; the vendor does not say which identifier. */
export function duplicateProfile(id: string): Problem {
  return {
    status: 409,
    code: 'duplicate_profile',
    title: 'Conflict.',
    detail: 'A profile already exists with one of these identifiers.',
    source: { pointer: '/data/attributes' },
    meta: { duplicate_profile_id: id },
  }
}

export function throttled(seconds: number): Problem {
  const detail = `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`
  return { status: 429, code: 'throttled', title: 'Request was throttled.', detail, source: { pointer: '/data' } }
}

/** Any other refusal of the whole request. */
export function refusedRequest(status: number, code: string, title: string, detail: string): Problem {
  return { status, code, title, detail, source: { pointer: '/data' } }
}

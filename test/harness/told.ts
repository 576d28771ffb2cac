/** What the API answers a call with, as its typed client hands it out. */
export type Reply<T> = Promise<{ data?: T; error?: unknown; response: Response }>

/** A refusal: the problem that the API answers with. */
export interface Problem {
  status: number
  code: string
  detail: string
  [fact: string]: unknown
}

/** The answer; a refusal is an error that shows the problem. */
export async function told<T>(reply: Reply<T>): Promise<T> {
  const { data, error, response } = await reply
  if (data !== undefined) return data
  throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`)
}

/** The problem; a call that is not refused is an error. */
export async function refused(reply: Reply<unknown>): Promise<Problem> {
  const { data, error, response } = await reply
  if (data !== undefined) throw new Error(`${response.url} was to be refused, and answered ${JSON.stringify(data)}`)
  const problem = typeof error === 'object' && error !== null ? error : {}
  return { code: '', detail: '', ...problem, status: response.status }
}

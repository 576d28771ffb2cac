import { Fault, type HttpReply } from '@trefoil/sdk'
import { errorsOf, faultOf, invalid, rowOf } from './dialect.ts'

/** Requests that one batch may cost beyond those that succeed; past that the trouble is not in the rows. */
const REFUSALS = 20

/**
 * Posts rows in one request and finds the guilty where the vendor refuses them all for the sake of some: those that
 * it names by index are taken out, and where it names none the batch is halved until the culprit stands alone.
 * One answer per row, in order: the reply that took it, or its fault. `post` must let 400 and 413 through.
 */
export async function postRows<R>(rows: R[], post: (rows: R[]) => Promise<HttpReply>): Promise<(HttpReply | Fault)[]> {
  const answers = new Map<number, HttpReply | Fault>()
  const loads = [rows.map((_, index) => index)]
  let refusals = 0
  const settle = (load: number[], answer: HttpReply | Fault) => {
    for (const index of load) answers.set(index, answer)
  }
  for (let load = loads.shift(); load !== undefined; load = loads.shift()) {
    if (load.length === 0) continue
    const answer = await answerOf(
      load.flatMap((index) => rows.slice(index, index + 1)),
      post,
    )
    if (!('refused' in answer)) {
      settle(load, answer.whole)
      continue
    }
    refusals++
    for (const [row, why] of answer.guilty) settle(load.slice(row, row + 1), why)
    const rest = load.filter((index) => !answers.has(index))
    if (answer.guilty.size === 0 && rest.length === 1) settle(rest, answer.refused)
    else if (refusals >= REFUSALS) settle(rest, exhausted(answer.refused))
    else loads.unshift(...(answer.guilty.size > 0 ? [rest] : halvesOf(rest)))
  }
  return rows.map((_, index) => answers.get(index) ?? new Fault('bug', 'A row of a batch was never sent'))
}

/** Either one answer for all rows, or a refusal with the rows that the vendor blames. */
type Answer = { whole: HttpReply | Fault } | { refused: Fault; guilty: Map<number, Fault> }

async function answerOf<R>(rows: R[], post: (rows: R[]) => Promise<HttpReply>): Promise<Answer> {
  const reply = await replyOrFault(rows, post)
  if (reply instanceof Fault || reply.status < 400) return { whole: reply }
  const fault = faultOf(reply) ?? new Fault('invalid', `Klaviyo refused a batch with status ${reply.status}`)
  return fault.kind === 'invalid' ? { refused: fault, guilty: guiltyIn(reply, rows.length) } : { whole: fault }
}

/** Trouble with one request is the fault of its rows: what others were answered is not forgotten for it. */
async function replyOrFault<R>(rows: R[], post: (rows: R[]) => Promise<HttpReply>): Promise<HttpReply | Fault> {
  try {
    return await post(rows)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

function halvesOf<T>(items: T[]): [T[], T[]] {
  const middle = items.length >> 1
  return [items.slice(0, middle), items.slice(middle)]
}

function exhausted(cause: Fault): Fault {
  return new Fault(
    'unavailable',
    `Klaviyo refused a batch ${REFUSALS} times over; its other rows are sent again later`,
    {
      cause,
      code: 'BATCH_REFUSED',
    },
  )
}

function guiltyIn(reply: HttpReply, size: number): Map<number, Fault> {
  const guilty = new Map<number, Fault>()
  for (const error of errorsOf(reply)) {
    const row = rowOf(error)
    if (row !== undefined && row < size && !guilty.has(row)) guilty.set(row, invalid(error))
  }
  return guilty
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { findUnstorable } from '../db/storable.ts'
import { sendProblem } from './problem.ts'

/**
 * Turns away whatever the database would refuse, before any route hears of it: JSON and addresses can carry texts that
 * no table takes. The place is named, and what stands there is not repeated.
 */
export async function refuseUnstorable(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  for (const [part, given] of [
    ['address', request.params],
    ['query', request.query],
    ['body', request.body],
  ] as const) {
    const found = findUnstorable(given)
    if (found === null) continue
    const place = found.path.join('/')
    const says = `holds ${found.holds}, which cannot be stored: send it without`
    const detail = `The ${part} cannot be used: ${place === '' ? part : place} ${says}`
    const errors = [{ pointer: `/${place}`, detail: says }]
    return sendProblem(request, reply, { status: 400, code: 'bad_input', detail, errors })
  }
  return undefined
}

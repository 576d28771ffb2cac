import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../operations/refusal.ts'
import { isFromOurPage } from '../authenticate.ts'
import type { Api } from '../types.ts'

/** Far more than any of our forms holds. */
const bodyLimit = 8 * 1024

/** Lets the pages of this scope be sent as browsers send forms, and by our own pages alone. */
export function takeForms(app: Api): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  )
  app.addHook('onRequest', async (request: FastifyRequest) => {
    if (request.method === 'GET' || isFromOurPage(request)) return
    throw new Refusal('unproved', 'wrong_origin', 'Forms are for the pages of this hub')
  })
}

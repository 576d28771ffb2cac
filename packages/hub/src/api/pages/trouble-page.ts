import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Log } from '../../log.ts'
import { Refusal } from '../../operations/refusal.ts'
import { BusyError } from '../../vault/password.ts'
import { homeOf, sendPage } from './frame.ts'
import { html } from './html.ts'
import { languageOf } from './language.ts'
import { filled, textsOf } from './texts.ts'

/** Customers are told in a sentence what they can do; the log has the reason. */
export function troublePages(log: Log) {
  return (error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const language = languageOf(request)
    const texts = textsOf(language)
    const back = html`<a class="button quiet" href="${homeOf(request)}">${texts.back}</a>`
    if (error instanceof Refusal && error.kind === 'throttled') {
      const seconds = Number(error.facts.retryAfter ?? 60)
      const says = filled(texts.tooManySays, { minutes: Math.ceil(seconds / 60) })
      reply.header('retry-after', seconds)
      return sendPage(request, reply, {
        status: 429,
        language,
        title: texts.tooMany,
        body: html`<p>${says}</p>${back}`,
      })
    }
    if (error instanceof Refusal && error.kind === 'unproved') {
      return sendPage(request, reply, {
        status: 403,
        language,
        title: texts.failed,
        body: html`<p>${texts.wrongForm}</p>${back}`,
      })
    }
    const status = statusOf(error)
    if (status >= 500 && !(error instanceof BusyError)) {
      log.error('page.failed', { route: request.routeOptions.url, requestId: request.id, error })
    }
    return sendPage(request, reply, {
      status,
      language,
      title: texts.failed,
      body: html`<p>${texts.failedSays}</p>${back}`,
    })
  }
}

function statusOf(error: Error): number {
  // Nothing of ours sends such a form, and nobody is told of what others have.
  if (error instanceof z.ZodError) return 400
  if (error instanceof Refusal) return error.kind === 'unknown' ? 404 : 409
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
}

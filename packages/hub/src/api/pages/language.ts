import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Language, languageIn } from './texts.ts'

const cookie = 'trefoil_language'
const year = 365 * 24 * 3_600

/** As the form or the address says (`?lang=es`), else as it was chosen before, else as the browser prefers it. */
export function languageOf(request: FastifyRequest, inForm?: string): Language {
  const { headers } = request
  const chosen = new RegExp(`(?:^|; )${cookie}=(\\w+)`).exec(headers.cookie ?? '')?.[1]
  const wishes = (headers['accept-language'] ?? '').split(',').map((each) => each.trim().slice(0, 2).toLowerCase())
  const said = [inForm, inAddress(request), chosen, ...wishes]
  return said.map(languageIn).find((each) => each !== undefined) ?? 'en'
}

/** Whoever chose a language has it on the next page as well. */
export function keepLanguage(request: FastifyRequest, reply: FastifyReply): void {
  const chosen = languageIn(inAddress(request))
  if (chosen !== undefined) {
    reply.header('set-cookie', `${cookie}=${chosen}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${year}`)
  }
}

function inAddress({ query }: FastifyRequest): unknown {
  return typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined
}

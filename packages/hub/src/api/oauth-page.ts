import type { FastifyReply } from 'fastify'

/** A page for whoever came back from a vendor and has no console before them: a few words, no script, no style. */
export function oauthPage(reply: FastifyReply, page: { status: number; title: string; says: string }): FastifyReply {
  const title = escaped(page.title)
  return reply
    .code(page.status)
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${escaped(page.says)}</p></html>`,
    )
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

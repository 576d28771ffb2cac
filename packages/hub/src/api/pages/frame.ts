import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Html, html } from './html.ts'
import { keepLanguage } from './language.ts'
import { type Language, languages, textsOf } from './texts.ts'

/** A page for the shop's customers: no script, one style, and as light as a few kilobytes. */
export interface PublicPage {
  status?: number
  language: Language
  title: string
  /** What stands above the title: the name that customers know the programme by. */
  over?: string
  body: Html
}

export function sendPage(request: FastifyRequest, reply: FastifyReply, page: PublicPage): FastifyReply {
  const nonce = randomBytes(16).toString('base64url')
  const { language, title, over = '', body } = page
  const others = languages.filter((each) => each !== language)
  const [own = '/'] = request.url.split('?')
  const path = request.method === 'GET' ? own : homeOf(request)
  keepLanguage(request, reply)
  const written = html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${over === '' ? title : `${title} · ${over}`}</title><link rel="icon" href="data:,"><style nonce="${nonce}">${{ html: style }}</style></head><body><main>${over === '' ? null : html`<p class="over">${over}</p>`}<h1>${title}</h1>${body}</main><footer>${others.map((each) => html`<a href="${path}?lang=${each}" hreflang="${each}" lang="${each}">${textsOf(each).itself}</a>`)}</footer></body></html>`
  return (
    reply
      .code(page.status ?? 200)
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
      .header('cache-control', 'no-store')
      // Without it a browser does not say where a form comes from, and only our own pages may send one.
      .header('referrer-policy', 'same-origin')
      .type('text/html; charset=utf-8')
      .send(written.html)
  )
}

/** Where the page of a form stands: `/join`, `/wallet`. */
export function homeOf({ url }: FastifyRequest): string {
  return `/${url.split(/[/?]/)[1] ?? ''}`
}

const style = `:root{color-scheme:light dark;--ink:#1b211e;--soft:#586069;--ground:#f6f8f7;--sheet:#fff;--edge:#8a948e;--line:#d9dfdb;--leaf:#146c43;--on:#fff;--stop:#b42318}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebe8;--soft:#b5bdb8;--ground:#101412;--sheet:#181d1a;--edge:#7a857f;--line:#303834;--leaf:#6bcc98;--on:#101412;--stop:#ff9a8f}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:27rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;text-wrap:balance}h2{font-size:1.05rem;margin:2rem 0 .5rem}p{margin:0 0 1rem}.over{color:var(--soft);margin:0}
label{display:block;font-weight:600;margin:1rem 0 .25rem}.hint{color:var(--soft);font-size:.9rem;margin:.25rem 0 0}input:not([type=checkbox]){width:100%;min-height:48px;padding:.5rem .75rem;font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--edge);border-radius:6px}
.code input{font-size:1.5rem;letter-spacing:.3em;text-align:center}input[aria-invalid=true]{border-color:var(--stop);border-width:2px}.wrong{color:var(--stop);margin:.25rem 0 0}.alert{border:1px solid var(--stop);border-left-width:4px;border-radius:6px;padding:.75rem;background:var(--sheet)}.note{border:1px solid var(--line);border-radius:6px;padding:.75rem;background:var(--sheet)}
.box{display:grid;grid-template-columns:auto 1fr;gap:.75rem;font-weight:400;align-items:start;padding:.5rem 0}.box input{width:24px;height:24px;margin:0;accent-color:var(--leaf)}fieldset{border:0;padding:0;margin:1.5rem 0 0}legend{font-weight:600;padding:0}
button,.button{display:block;width:100%;min-height:48px;margin:1.5rem 0 0;padding:.6rem 1rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;color:var(--on);background:var(--leaf);border:1px solid var(--leaf);border-radius:6px;cursor:pointer}button.quiet,.button.quiet{color:var(--leaf);background:none}
a{color:var(--leaf)}:focus-visible{outline:3px solid var(--leaf);outline-offset:2px}.away{position:absolute;left:-9999px}footer{max-width:27rem;margin:0 auto;padding:0 1rem 2rem}footer a{display:inline-block;padding:.75rem .75rem .75rem 0}
.balance{font-size:2.75rem;line-height:1.1;font-weight:700;margin:0}.big{font:700 2.25rem/1.2 ui-monospace,Menlo,monospace;letter-spacing:.15em;text-align:center;margin:.5rem 0}ul{list-style:none;margin:0;padding:0}li{display:flex;justify-content:space-between;gap:1rem;padding:.75rem 0;border-top:1px solid var(--line)}li form{flex:none}li button{width:auto;margin:0}.note p:last-child{margin:0}form+.hint{margin-top:1.5rem}li a{padding:.25rem 0}.soft{color:var(--soft);font-size:.9rem}.number{white-space:nowrap;font-variant-numeric:tabular-nums;font-weight:600}.actions button{margin-top:.75rem}`

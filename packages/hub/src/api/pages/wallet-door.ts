import { z } from 'zod'
import {
  askForCode,
  awaitsCode,
  enterWallet,
  openProgramme,
  type Programme,
  traitsFrom,
} from '../../operations/wallet.ts'
import type { Api, ApiOptions } from '../types.ts'
import { alert, field } from './form-field.ts'
import { type PublicPage, sendPage } from './frame.ts'
import { html } from './html.ts'
import { languageOf } from './language.ts'
import { filled, type Language, textsOf } from './texts.ts'
import { keep, secretOf } from './wallet-cookies.ts'
import { walletTextsOf } from './wallet-texts.ts'

const text = z
  .string()
  .max(300)
  .default('')
  .transform((value) => value.trim())
const Asked = z.object({ who: text, lang: text })
const Typed = z.object({ code: text, lang: text })

/** The way into the wallet: a code that is sent to the customer's own address. */
export function walletDoor(app: Api, { hub }: Pick<ApiOptions, 'hub'>): void {
  const schema = { hide: true }
  app.post('/wallet/code', { schema }, async (request, reply) => {
    const { who: typed, lang } = Asked.parse(request.body ?? {})
    const language = languageOf(request, lang)
    const programme = await openProgramme(hub)
    if (programme === null || !programme.canSend) return reply.redirect(`/wallet?lang=${language}`, 303)
    const who = traitsFrom(typed, programme.country)
    if (who === null) {
      const page = askPage(programme, { language, typed, wrong: walletTextsOf(language).wrongWho })
      return sendPage(request, reply, { ...page, status: 422 })
    }
    const letter = (code: string) => letterOf(programme, language, code)
    const secret = await askForCode(hub, who, { address: request.ip, country: programme.country, letter })
    keep(request, reply, 'wallet_code', secret)
    return reply.redirect(`/wallet?lang=${language}`, 303)
  })
  app.post('/wallet/enter', { schema }, async (request, reply) => {
    const { code, lang } = Typed.parse(request.body ?? {})
    const language = languageOf(request, lang)
    const programme = await openProgramme(hub)
    if (programme === null) return reply.redirect(`/wallet?lang=${language}`, 303)
    const secret = secretOf(request, 'wallet_code')
    const entered = secret === undefined ? { left: 0 } : await enterWallet(hub, secret, code)
    if ('left' in entered) {
      const texts = walletTextsOf(language)
      if (entered.left > 0) {
        const wrong = filled(texts.wrongCode, entered)
        return sendPage(request, reply, { ...codePage(programme, language, wrong), status: 422 })
      }
      keep(request, reply, 'wallet_code', null)
      return sendPage(request, reply, { ...askPage(programme, { language, over: texts.overCode }), status: 422 })
    }
    keep(request, reply, 'wallet_code', null)
    keep(request, reply, 'wallet', entered.secret)
    return reply.redirect(`/wallet?lang=${language}`, 303)
  })
}

/** What somebody sees who is not in: where to ask for a code, or where to type it. */
export async function doorPage(
  hub: ApiOptions['hub'],
  programme: Programme,
  of: { language: Language; secret: string | undefined },
): Promise<PublicPage> {
  const { language, secret } = of
  const awaits = secret !== undefined && (await awaitsCode(hub, secret))
  return awaits ? codePage(programme, language) : askPage(programme, { language })
}

function askPage(
  programme: Programme,
  of: { language: Language; typed?: string; wrong?: string; over?: string },
): PublicPage {
  const { language, typed, wrong, over } = of
  const texts = walletTextsOf(language)
  const head = { language, title: texts.title, over: programme.name }
  if (!programme.canSend) return { ...head, body: html`<p class="note">${texts.noMail}</p>` }
  const who = field(textsOf(language), {
    ...{ name: 'who', label: texts.who, type: 'text', autocomplete: 'username', value: typed, wrong },
  })
  const said = over === undefined ? null : alert(over)
  return {
    ...head,
    body: html`${said}<p>${texts.ask}</p><form method="post" action="/wallet/code" novalidate>${who}${langField(language)}<button>${texts.sendCode}</button></form>`,
  }
}

function codePage(programme: Programme, language: Language, wrong?: string): PublicPage {
  const texts = walletTextsOf(language)
  const code = field(textsOf(language), {
    ...{
      name: 'code',
      label: texts.code,
      type: 'text',
      autocomplete: 'one-time-code',
      most: 12,
      isDigits: true,
      wrong,
    },
  })
  const body = html`<p>${texts.codeSays}</p><form method="post" action="/wallet/enter" class="code" novalidate>${code}${langField(language)}<button>${texts.enter}</button></form><p class="hint">${texts.codeHelp}</p><p><a href="/wallet?new=1&amp;lang=${language}">${texts.again}</a></p>`
  return { language, title: texts.title, over: programme.name, body }
}

function langField(language: Language) {
  return html`<input type="hidden" name="lang" value="${language}">`
}

function letterOf({ name }: Programme, language: Language, code: string): { subject: string; text: string } {
  const texts = walletTextsOf(language)
  const programme = name === '' ? '' : filled(texts.at, { name })
  return { subject: filled(texts.mailSubject, { code }), text: filled(texts.mailText, { code, programme }) }
}

import { e164 } from '@trefoil/mapping'
import { z } from 'zod'
import { openForm, receiveSignUp } from '../../operations/sign-ups.ts'
import type { Api, ApiOptions } from '../types.ts'
import { alert, field } from './form-field.ts'
import { sendPage } from './frame.ts'
import { type Html, html } from './html.ts'
import { languageOf } from './language.ts'
import { filled, type Language, type Texts, textsOf } from './texts.ts'

const text = z
  .string()
  .max(2_000)
  .default('')
  .transform((value) => value.trim())

/** What a browser sends. What is wrong with it is told beside the field, not here. */
const Sent = z.object({
  ...{ phone: text, email: text, firstName: text, lastName: text, byMail: text, byText: text, lang: text },
  /** People do not see it; programs that fill in every form do. */
  website: text,
})

type Sent = z.output<typeof Sent>
type Form = NonNullable<Awaited<ReturnType<typeof openForm>>>
type Wrong = Partial<Record<'phone' | 'email' | 'firstName' | 'lastName', string>>

/** The form by which customers sign up. The same is answered to those whom the shop knows and to those it does not. */
export function joinPage(app: Api, { hub }: Pick<ApiOptions, 'hub'>): void {
  const schema = { hide: true }
  app.get('/join', { schema }, async (request, reply) => {
    const language = languageOf(request)
    const form = await openForm(hub)
    const texts = textsOf(language)
    if (form === null) {
      return sendPage(request, reply, {
        status: 404,
        language,
        title: texts.closed,
        body: html`<p>${texts.closedSays}</p>`,
      })
    }
    return sendPage(request, reply, formPage(form, { language, sent: null, wrong: {} }))
  })
  app.post('/join', { schema }, async (request, reply) => {
    const sent = Sent.parse(request.body ?? {})
    const language = languageOf(request, sent.lang)
    const form = await openForm(hub)
    if (form === null) return reply.redirect(`/join?lang=${language}`, 303)
    const wrong = troubleOf(form, sent, textsOf(language))
    if (Object.keys(wrong).length > 0) {
      return sendPage(request, reply, { ...formPage(form, { language, sent, wrong }), status: 422 })
    }
    if (sent.website === '') await receiveSignUp(hub, signUpOf(form, sent, language), { address: request.ip, ...form })
    return reply.redirect(`/join/done?lang=${language}`, 303)
  })
  app.get('/join/done', { schema }, async (request, reply) => {
    const language = languageOf(request)
    const texts = textsOf(language)
    const form = await openForm(hub)
    const body = html`<p>${texts.joinedSays}</p><a class="button" href="/wallet?lang=${language}">${texts.toWallet}</a>`
    return sendPage(request, reply, { language, title: texts.joined, over: form?.programme ?? '', body })
  })
}

const mostLetters = 100

function troubleOf(form: Form, sent: Sent, texts: Texts): Wrong {
  const isPhoneNeeded = form.phone === 'required'
  const wrong: Wrong = {}
  if (sent.phone === '' && isPhoneNeeded) wrong.phone = texts.needPhone
  else if (sent.phone === '' && sent.email === '') wrong.phone = texts.needEither
  else if (sent.phone !== '' && e164(sent.phone, form.country) === null) wrong.phone = texts.wrongPhone
  if (sent.email !== '' && !isEmail(sent.email)) wrong.email = texts.wrongEmail
  if (sent.firstName === '') wrong.firstName = texts.needFirstName
  for (const name of ['firstName', 'lastName'] as const) {
    if (sent[name].length > mostLetters) wrong[name] = filled(texts.tooLong, { most: mostLetters })
  }
  return wrong
}

function isEmail(typed: string): boolean {
  return typed.length <= 254 && z.email().safeParse(typed).success
}

function signUpOf(form: Form, sent: Sent, language: Language): Parameters<typeof receiveSignUp>[1] {
  const { firstName, lastName, email, byMail, byText } = sent
  const texts = textsOf(language)
  const said = { firstName, lastName, email, phone: e164(sent.phone, form.country) ?? '' }
  return {
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')),
    language,
    agreed: {
      ...(byMail === '' ? {} : { email: texts.byMail }),
      ...(byText === '' ? {} : { sms: texts.byText }),
    },
  }
}

function formPage(form: Form, of: { language: Language; sent: Sent | null; wrong: Wrong }) {
  const { language, sent, wrong } = of
  const texts = textsOf(language)
  const isPhoneNeeded = form.phone === 'required'
  const fields = [
    field(texts, {
      ...{ name: 'phone', label: texts.phone, type: 'tel', autocomplete: 'tel', hint: texts.phoneHint, most: 40 },
      ...{ value: sent?.phone, wrong: wrong.phone, isRequired: isPhoneNeeded },
    }),
    field(texts, {
      ...{ name: 'firstName', label: texts.firstName, type: 'text', autocomplete: 'given-name', most: mostLetters },
      ...{ value: sent?.firstName, wrong: wrong.firstName },
    }),
    field(texts, {
      ...{ name: 'lastName', label: texts.lastName, type: 'text', autocomplete: 'family-name', most: mostLetters },
      ...{ value: sent?.lastName, wrong: wrong.lastName, isRequired: false },
    }),
    field(texts, {
      ...{ name: 'email', label: texts.email, type: 'email', autocomplete: 'email', hint: texts.emailHint },
      ...{ value: sent?.email, wrong: wrong.email, isRequired: false },
    }),
  ]
  const isWrong = Object.keys(wrong).length > 0
  const body = html`<p>${texts.joinSays}</p>${isWrong ? alert(texts.checkFields) : null}<form method="post" action="/join" novalidate>${fields}<fieldset aria-describedby="may-we"><legend>${texts.mayWe}</legend><p class="hint" id="may-we">${texts.mayWeHint}</p>${box('byMail', texts.byMail, sent?.byMail)}${box('byText', texts.byText, sent?.byText)}</fieldset><div class="away" aria-hidden="true"><label for="website">${texts.website}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div><input type="hidden" name="lang" value="${language}"><button>${texts.send}</button></form>`
  return { language, title: texts.join, over: form.programme, body }
}

function box(name: string, says: string, value = ''): Html {
  return html`<label class="box" for="${name}"><input type="checkbox" id="${name}" name="${name}" value="yes"${value === '' ? null : html` checked`}><span>${says}</span></label>`
}

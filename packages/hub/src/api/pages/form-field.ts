import { type Html, html } from './html.ts'
import type { Texts } from './texts.ts'

interface Field {
  name: string
  label: string
  type: 'text' | 'tel' | 'email'
  autocomplete: string
  value?: string | undefined
  hint?: string
  isRequired?: boolean
  wrong?: string | undefined
  most?: number
  /** A number of digits, as a code. */
  isDigits?: boolean
}

/** One labelled field; what is wrong with it is said beneath it, and read out with it. */
export function field(texts: Texts, of: Field): Html {
  const { name, label, type, autocomplete, value = '', hint, isRequired = true, wrong, most = 254 } = of
  const said = [hint === undefined ? '' : `${name}-hint`, wrong === undefined ? '' : `${name}-wrong`].join(' ').trim()
  return html`<label for="${name}">${label}${isRequired ? null : html` <span class="soft">${texts.optional}</span>`}</label><input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="${most}" value="${value}"${isRequired ? html` required` : null}${of.isDigits === true ? html` inputmode="numeric"` : null}${said === '' ? null : html` aria-describedby="${said}"`}${wrong === undefined ? null : html` aria-invalid="true"`}>${hint === undefined ? null : html`<p class="hint" id="${name}-hint">${hint}</p>`}${wrong === undefined ? null : html`<p class="wrong" id="${name}-wrong">${wrong}</p>`}`
}

/** What the whole form is told when some field is wrong. */
export function alert(says: string): Html {
  return html`<p class="alert" role="alert">${says}</p>`
}

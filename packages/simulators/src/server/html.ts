/** Markup that is safe to send: made by `html`, and by nothing else. */
export interface Html {
  readonly markup: string
}

type Part = string | number | Html | readonly Html[]

/** A template in which everything that is put in is escaped, but for what was made by this very function. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const rendered = parts.map((part) => {
    if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
    return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
  })
  return { markup: fixed.map((text, n) => text + (rendered[n] ?? '')).join('') }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

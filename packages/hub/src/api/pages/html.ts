/** Text that may stand in a page as it is. */
export interface Html {
  readonly html: string
}

type Part = string | number | Html | null | readonly Html[]

/** A piece of a page. What is put into it is text and shown as it was written, unless it is a piece itself. */
export function html(pieces: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: pieces.map((piece, at) => piece + textOf(parts[at])).join('') }
}

function textOf(part: Part | undefined): string {
  if (part === null || part === undefined) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
  return 'html' in part ? part.html : part.map((each) => each.html).join('')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

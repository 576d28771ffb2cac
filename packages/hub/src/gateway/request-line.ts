import { Fault, type HttpOptions } from '@trefoil/sdk'
import { blotted } from '../redact.ts'

/** Where a call goes, and how it may be shown to people. */
export interface RequestLine {
  origin: string
  /** Path and query as sent. */
  target: string
  /** Method and path, and the names of the query: no value, no personal data. */
  shown: string
}

export interface Base {
  origin: string
  path: string
}

export function parseBase(baseUrl: string): Base {
  const url = new URL(baseUrl)
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') }
}

/**
 * A path is relative to the base. A whole address, as vendors give in "next" links, is taken only where it points at
 * the vendor itself: whoever else it names must not be sent the credentials.
 */
export function requestLine(
  bases: { used: Base; vendor: Base },
  method: string,
  path: string,
  query: HttpOptions['query'],
): RequestLine {
  const { used, vendor } = bases
  let target = path
  if (path.startsWith('/') && !path.startsWith('//')) target = used.path + path
  else {
    const url = URL.canParse(path) ? new URL(path) : undefined
    if (url === undefined || (url.origin !== used.origin && url.origin !== vendor.origin)) {
      throw new Fault('bug', `The path of a ${method} must begin with one "/" or be an address of ${used.origin}`)
    }
    target = url.pathname + url.search
  }
  const mark = target.indexOf('?')
  const bare = mark < 0 ? target : target.slice(0, mark)
  if (/[\s#\\\p{Cc}]|\/\.\.?(\/|\?|$)/u.test(target)) {
    throw new Fault(
      'bug',
      `The path of a ${method} holds a character or a step that must be encoded: ${shownPath(bare)}`,
    )
  }
  const given = query === undefined ? '' : encoded(query)
  if (given !== '') target += (mark < 0 ? '?' : '&') + given
  return { origin: used.origin, target, shown: `${method} ${shownPath(bare)}${shownQuery(target)}` }
}

function encoded(query: NonNullable<HttpOptions['query']>): string {
  const pairs = Array.isArray(query) ? query : Object.entries(query)
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`).join('&')
}

const longestShownStep = 64

function shownPath(path: string): string {
  return blotted(path)
    .split('/')
    .map((step) => (step.length > longestShownStep ? `${step.slice(0, 8)}…` : step))
    .join('/')
}

function shownQuery(target: string): string {
  const mark = target.indexOf('?')
  if (mark < 0 || mark === target.length - 1) return ''
  const names = target
    .slice(mark + 1)
    .split('&')
    .map((pair) => `${pair.split('=', 1)[0] ?? ''}=…`)
  return `?${names.join('&')}`
}

/** A route's pattern is `GET /a/:id/b`; `:id` stands for one segment of the path. */
export type Routes<H> = Record<string, H>

/** What a router found: a handler, or the verbs that the path would have known, or nothing. */
export type Found<H> =
  | { kind: 'handler'; handler: H; pattern: string; params: Record<string, string> }
  | { kind: 'wrong-method'; allowed: string[] }
  | { kind: 'nothing' }

export function createRouter<H>(routes: Routes<H>): (method: string, path: string) => Found<H> {
  const known = Object.entries(routes).map(([pattern, handler]) => {
    const [method = '', path = ''] = pattern.split(' ')
    return { pattern, method, parts: path.split('/'), handler }
  })
  return (method, path) => {
    const segments = path.replace(/\/$/, '').split('/')
    const allowed: string[] = []
    for (const route of known) {
      const params = match(route.parts, segments)
      if (params === undefined) continue
      if (route.method === method) return { kind: 'handler', handler: route.handler, pattern: route.pattern, params }
      allowed.push(route.method)
    }
    return allowed.length > 0 ? { kind: 'wrong-method', allowed } : { kind: 'nothing' }
  }
}

function match(parts: string[], segments: string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decoded(segment)
    else if (part !== segment) return undefined
  }
  return params
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

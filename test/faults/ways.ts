import { createServer, type Socket } from 'node:net'
import { type Fault, type Running, strikes } from '@trefoil/simulators'
import type { GatewayOptions } from '../../packages/hub/src/gateway/gateway.ts'

/** How a call goes wrong on its way: nobody listens, no such name, no secure connection, or nobody shakes hands. */
const astrayKinds = ['refused', 'nameless', 'insecure', 'silent'] as const
type AstrayKind = (typeof astrayKinds)[number]

/** Calls that never get to their vendor. */
export interface Astray {
  kind: AstrayKind
  match?: string
  times?: number
  /** How many matching calls find their way first; default 0. */
  after?: number
}

export function isAstray(fault: Fault | Astray): fault is Astray {
  return astrayKinds.some((kind) => kind === fault.kind)
}

/** The ways from the hub to the vendors, on each of which calls can be sent astray. */
export interface Ways {
  compose: NonNullable<GatewayOptions['compose']>
  add(astray: Astray, to: Pick<Running, 'url'>): void
  clear(): void
  /** How many went astray so far. */
  lost(): number
  close(): Promise<void>
}

export async function openWays(): Promise<Ways> {
  const callers = new Set<Socket>()
  const silent = createServer((socket) => {
    callers.add(socket.on('error', () => {}).on('close', () => callers.delete(socket)))
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  let planned: { astray: Astray; url: string; pass: number; left: number }[] = []
  let lost = 0

  /** Where the call goes instead; undefined: on its way. */
  const draw = (origin: string, method: string, path: string): string | undefined => {
    const met = planned.find(({ astray, url }) => url === origin && strikes(astray.match, method, path))
    if (met === undefined) return undefined
    if (met.pass > 0) {
      met.pass -= 1
      return undefined
    }
    met.left -= 1
    if (met.left <= 0) planned = planned.filter((other) => other !== met)
    lost += 1
    return elsewhere(met.astray.kind, origin)
  }
  const elsewhere = (kind: AstrayKind, origin: string): string => {
    switch (kind) {
      case 'refused':
        // The port of a service that no machine has had for decades.
        return 'http://127.0.0.1:1'
      case 'nameless':
        return 'http://nowhere.invalid'
      case 'insecure':
        return origin.replace('http:', 'https:')
      case 'silent':
        return `https://127.0.0.1:${port}`
    }
  }
  return {
    compose: (dispatch) => (options, handler) => {
      const origin = draw(String(options.origin), options.method, options.path)
      return dispatch(origin === undefined ? options : { ...options, origin }, handler)
    },
    add: (astray, { url }) => void planned.push({ astray, url, pass: astray.after ?? 0, left: astray.times ?? 1 }),
    clear: () => {
      planned = []
    },
    lost: () => lost,
    close: () => {
      for (const socket of callers) socket.destroy()
      return new Promise((resolve) => silent.close(() => resolve()))
    },
  }
}

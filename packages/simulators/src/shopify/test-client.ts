import { readFileSync } from 'node:fs'
import { Kind, parse, print, visit } from 'graphql'
import type { ShopifyOptions } from './options.ts'
import { type ShopifySimulator, startShopify } from './start-shopify.ts'

/** An answer as tests look at it. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look at many shapes, and each says what it expects of them.
  data: any
  errors: { message: string; path?: unknown; extensions: Record<string, unknown> }[]
  extensions: {
    cost: {
      requestedQueryCost: number
      actualQueryCost: number | null
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }
    }
    search?: { query: string; warnings: { field: string; code: string }[] }[]
  }
}

/** A simulator with a clock that tests turn, and a way to ask it. */
export interface TestShop extends ShopifySimulator {
  /** A document, or the name of one of the committed operations. */
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>
  /** Turns the clock. */
  wait(milliseconds: number): void
}

const noon = new Date('2026-11-20T12:00:00Z')

export async function openTestShop(options: ShopifyOptions = {}): Promise<TestShop> {
  let clock = noon.getTime()
  const few = { products: 3, customers: 3, orders: 0, dirt: false, limits: false }
  // What is done later is done when a test says so.
  const choices = { indexDelay: 0, jobDelay: 600_000, webhookDelay: 600_000, ...options.choices }
  const shop = await startShopify({ ...few, now: () => new Date(clock), ...options, choices })
  const operations = committedOperations()
  return {
    ...shop,
    wait: (milliseconds) => {
      clock += milliseconds
    },
    ask: async (query, variables = {}, headers = {}) => {
      const reply = await fetch(`${shop.url}/admin/api/2026-10/graphql.json`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-shopify-access-token': shop.token, ...headers },
        body: JSON.stringify({ query: operations.get(query) ?? query, variables }),
      })
      const text = await reply.text()
      const { data, errors = [], extensions = {} } = JSON.parse(text)
      return { status: reply.status, headers: reply.headers, text, data, errors, extensions }
    },
  }
}

/** Each operation of the committed document, with the fragments that it names. */
function committedOperations(): Map<string, string> {
  const file = new URL('../../specs/shopify/operations.graphql', import.meta.url)
  const document = parse(readFileSync(file, 'utf8'))
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  )
  const operations = new Map<string, string>()
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION || node.name === undefined) continue
    const used = new Set<string>()
    const follow = (part: Parameters<typeof visit>[0]) => {
      visit(part, {
        FragmentSpread: ({ name }) => {
          const fragment = fragments.get(name.value)
          if (fragment === undefined || used.has(name.value)) return
          used.add(name.value)
          follow(fragment)
        },
      })
    }
    follow(node)
    const parts = [...used].flatMap((name) => fragments.get(name) ?? [])
    operations.set(node.name.value, [node, ...parts].map(print).join('\n'))
  }
  return operations
}

import type { Subscription } from '../shop/rows.ts'
import { newRow, note, type Shop } from '../shop/shop.ts'
import type { Call } from '../wire/call.ts'
import { countOf, type PageArgs, pageOf } from '../wire/pages.ts'
import { refuse } from '../wire/problems.ts'
import type { Resolvers } from '../wire/schema.ts'
import { listedVersions, versions } from '../wire/versions.ts'
import { numberOf } from './ids.ts'
import { payload } from './payload.ts'

interface Input {
  uri?: string | null
  callbackUrl?: string | null
  format?: string | null
  filter?: string | null
  includeFields?: string[] | null
  metafieldNamespaces?: string[] | null
  name?: string | null
}

interface ListArgs extends PageArgs {
  topics?: string[] | null
  uri?: string | null
  callbackUrl?: string | null
}

const subscriptionBy = (shop: Shop, id: string) => shop.subscriptions.get(numberOf('WebhookSubscription', id))

export const webhookResolvers: Resolvers = {
  QueryRoot: {
    webhookSubscription: (_root: unknown, { id }: { id: string }, { shop }: Call) => subscriptionBy(shop, id) ?? null,
    webhookSubscriptions: (_root: unknown, args: ListArgs, { shop }: Call) => {
      const uri = args.uri ?? args.callbackUrl
      const all = [...shop.subscriptions.values()].filter(
        (one) => (!args.topics || args.topics.includes(one.topic)) && (!uri || one.uri === uri),
      )
      return pageOf(all, args, ({ createdAt, n }) => [createdAt, n])
    },
    webhookSubscriptionsCount: (_root: unknown, { limit }: { limit?: number }, { shop }: Call) =>
      countOf(shop.subscriptions.size, limit),
  },
  WebhookSubscription: {
    legacyResourceId: ({ n }: Subscription) => n,
    callbackUrl: ({ uri }: Subscription) => uri,
    // The app's own version of webhooks, not that of the call.
    apiVersion: () => listedVersions.find(({ handle }) => handle === versions[1]),
    endpoint: ({ uri }: Subscription) => ({ __typename: 'WebhookHttpEndpoint', callbackUrl: uri }),
  },
  Mutation: {
    webhookSubscriptionCreate: (
      _root: unknown,
      { topic, webhookSubscription: input }: { topic: string; webhookSubscription: Input },
      { shop }: Call,
    ) =>
      payload(() => {
        const uri = addressOf(input)
        checkInput(input)
        checkFree(shop, topic, uri, undefined)
        const row: Subscription = {
          ...newRow(shop, 'WebhookSubscription'),
          topic,
          uri,
          format: input.format ?? 'JSON',
          filter: input.filter ?? null,
          includeFields: input.includeFields ?? [],
          metafieldNamespaces: input.metafieldNamespaces ?? [],
          name: input.name ?? null,
          failures: 0,
        }
        shop.subscriptions.set(row.n, row)
        note(shop, 'webhook.create', row.id, { topic, uri })
        return { webhookSubscription: row }
      }),
    webhookSubscriptionUpdate: (
      _root: unknown,
      { id, webhookSubscription: input }: { id: string; webhookSubscription: Input },
      { shop }: Call,
    ) =>
      payload(() => {
        const row = subscriptionBy(shop, id) ?? refuse('id', 'Webhook subscription does not exist')
        checkInput(input)
        if (input.uri !== undefined || input.callbackUrl !== undefined) {
          const uri = addressOf(input)
          checkFree(shop, row.topic, uri, row)
          row.uri = uri
        }
        if (input.filter !== undefined) row.filter = input.filter
        if (input.includeFields) row.includeFields = input.includeFields
        if (input.name !== undefined) row.name = input.name
        row.updatedAt = shop.now()
        note(shop, 'webhook.update', row.id)
        return { webhookSubscription: row }
      }),
    webhookSubscriptionDelete: (_root: unknown, { id }: { id: string }, { shop }: Call) =>
      payload(() => {
        const row = subscriptionBy(shop, id) ?? refuse('id', 'Webhook subscription does not exist')
        shop.subscriptions.delete(row.n)
        note(shop, 'webhook.delete', row.id)
        return { deletedWebhookSubscriptionId: id }
      }),
  },
}

const at = 'webhookSubscription.callbackUrl'

/** As the vendor has it, but that http is let in to this very machine: that is what a simulator is for. */
function addressOf(input: Input): string {
  const text = input.uri ?? input.callbackUrl ?? ''
  if (text.trim() === '') return refuse(at, "Address can't be blank")
  if (!URL.canParse(text)) return refuse(at, 'Address is invalid')
  const { protocol, hostname } = new URL(text)
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback)) {
    return refuse(at, `Address protocol ${protocol}// is not supported`)
  }
  if (/(^|\.)(shopify\.com|myshopify\.com|internal)$/.test(hostname)) {
    return refuse(at, 'Address cannot be a Shopify or an internal domain')
  }
  return text
}

function checkInput({ format, name }: Input): void {
  if (format === 'XML')
    refuse('webhookSubscription.format', "Format 'xml' is invalid for this webhook topic. Allowed formats: json")
  if (name === '') refuse('webhookSubscription.name', 'Name is too short (minimum is 1 character)')
  if (typeof name === 'string' && !/^[\w-]+$/.test(name)) {
    refuse(
      'webhookSubscription.name',
      'Name name field can only contain alphanumeric characters, underscores, and hyphens',
    )
  }
}

function checkFree(shop: Shop, topic: string, uri: string, own: Subscription | undefined): void {
  const isTaken = [...shop.subscriptions.values()].some((one) => one !== own && one.topic === topic && one.uri === uri)
  if (isTaken) refuse(at, 'Address for this topic has already been taken')
}

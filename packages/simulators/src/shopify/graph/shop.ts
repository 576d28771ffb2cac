import type { Place } from '../shop/rows.ts'
import type { Shop } from '../shop/shop.ts'
import type { Call } from '../wire/call.ts'
import { countOf, type PageArgs, pageOf } from '../wire/pages.ts'
import type { Resolvers } from '../wire/schema.ts'
import { readSearch } from '../wire/search.ts'
import { listedVersions } from '../wire/versions.ts'
import { nodeBy, numberOf, placeBy } from './ids.ts'

type None = Record<string, never>

export const shopResolvers: Resolvers = {
  QueryRoot: {
    shop: (_root: unknown, _args: None, { shop }: Call) => shopView(shop),
    app: (_root: unknown, _args: { id?: string }, call: Call) => appView(call),
    currentAppInstallation: (_root: unknown, _args: None, call: Call) => ({
      id: `gid://shopify/AppInstallation/${call.app.n + 1}`,
      app: appView(call),
      accessScopes: call.scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
    }),
    publicApiVersions: () => listedVersions,
    node: (_root: unknown, { id }: { id: string }, { shop }: Call) => nodeBy(shop, id),
    nodes: (_root: unknown, { ids }: { ids: string[] }, { shop }: Call) => ids.map((id) => nodeBy(shop, id)),
    job: (_root: unknown, { id }: { id: string }, { shop }: Call) =>
      shop.jobs.has(id) ? { id, done: shop.jobs.get(id) } : null,
    location: (_root: unknown, { id }: { id?: string | null }, { shop }: Call) =>
      (typeof id === 'string' ? placeBy(shop, id) : [...shop.places.values()][0]) ?? null,
    locations: (_root: unknown, args: PageArgs & PlaceArgs, call: Call) => {
      const places = placesFor(call, args)
      return pageOf(places, args, (place) => [args.sortKey === 'ID' ? place.n : place.name, place.n])
    },
    locationsCount: (_root: unknown, { limit }: { limit?: number }, { shop }: Call) =>
      countOf([...shop.places.values()].filter(({ isActive }) => isActive).length, limit),
  },
  Location: {
    legacyResourceId: ({ n }: Place) => n,
    activatable: ({ isActive }: Place) => !isActive,
    deactivatable: ({ isActive }: Place, _args: None, { shop }: Call) => isActive && shop.places.size > 1,
    deletable: ({ isActive }: Place) => !isActive,
    deactivatedAt: ({ isActive, updatedAt }: Place) => (isActive ? null : new Date(updatedAt).toISOString()),
    addressVerified: () => true,
    hasActiveInventory: () => true,
    hasUnfulfilledOrders: ({ n }: Place, _args: None, { shop }: Call) =>
      [...shop.shipOrders.all()].some(({ location, status }) => location.n === n && status === 'OPEN'),
    fulfillmentService: ({ n, name, isFulfillmentService }: Place) =>
      isFulfillmentService
        ? {
            id: `gid://shopify/FulfillmentService/${n}`,
            handle: name.toLowerCase(),
            serviceName: name,
            type: 'THIRD_PARTY',
          }
        : null,
    inventoryLevel: ({ n }: Place, args: { inventoryItemId: string; includeInactive?: boolean }, { shop }: Call) => {
      const level = shop.items.get(numberOf('InventoryItem', args.inventoryItemId))?.levels.get(n)
      return level !== undefined && (level.isActive || args.includeInactive === true) ? level : null
    },
    inventoryLevels: ({ n }: Place, args: PageArgs & { includeInactive?: boolean }, { shop }: Call) => {
      const levels = [...shop.items.all()]
        .map(({ levels: all }) => all.get(n))
        .filter((level) => level !== undefined)
        .filter(({ isActive }) => isActive || args.includeInactive === true)
      return pageOf(levels, args, ({ n: number }) => [number, number])
    },
  },
  LocationAddress: {
    formatted: (address: Record<string, string | null>) =>
      ['address1', 'city', 'zip', 'countryCode'].map((name) => address[name] ?? '').filter((line) => line !== ''),
    country: ({ countryCode }: { countryCode: string }) => countryCode,
  },
}

interface PlaceArgs {
  includeInactive?: boolean
  includeLegacy?: boolean
}

/** Places of fulfilment services are left out unless they are asked for. */
function placesFor({ shop }: Call, args: PageArgs & PlaceArgs): Place[] {
  const search = readSearch(args.query ?? '', (field) => field === 'name' || field === 'id')
  const places = [...shop.places.values()].filter(
    (place) =>
      (place.isActive || args.includeInactive === true) &&
      (!place.isFulfillmentService || args.includeLegacy === true) &&
      search.matches((field) => (field === 'id' ? [place.n] : [place.name])),
  )
  const by = (place: Place) => (args.sortKey === 'ID' ? place.n : place.name)
  return places.sort((one, other) => (by(one) < by(other) ? -1 : by(one) > by(other) ? 1 : one.n - other.n))
}

const appView = ({ app }: Call) => ({
  id: `gid://shopify/App/${app.n}`,
  handle: app.title.toLowerCase().replaceAll(' ', '-'),
  title: app.title,
  name: app.title,
  apiKey: app.clientId,
})

function shopView({ identity, now }: Shop) {
  const { domain, name, email, currency, timezone, offset, planTitle } = identity
  const host = `https://${domain}`
  const hours = `${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}${String(Math.abs(offset) % 60).padStart(2, '0')}`
  return {
    id: 'gid://shopify/Shop/68817420437',
    name,
    email,
    contactEmail: email,
    myshopifyDomain: domain,
    currencyCode: currency,
    ianaTimezone: timezone,
    timezoneAbbreviation: 'LMT',
    timezoneOffset: `${offset < 0 ? '-' : '+'}${hours}`,
    timezoneOffsetMinutes: offset,
    taxesIncluded: false,
    taxShipping: false,
    weightUnit: 'KILOGRAMS',
    unitSystem: 'METRIC_SYSTEM',
    url: host,
    createdAt: Date.UTC(2022, 2, 1),
    updatedAt: now(),
    orderNumberFormatPrefix: '#',
    orderNumberFormatSuffix: '',
    primaryDomain: { id: 'gid://shopify/Domain/1', host: domain, url: host },
    enabledPresentmentCurrencies: [currency],
    plan: { publicDisplayName: planTitle, partnerDevelopment: false, shopifyPlus: planTitle === 'Shopify Plus' },
    resourceLimits: { maxProductVariants: 2048, maxProductOptions: 3, locationLimit: 200 },
    shopAddress: { address1: '1 Harbour Street', city: 'Portland', country: 'United States', countryCodeV2: 'US' },
    metafield: null,
  }
}

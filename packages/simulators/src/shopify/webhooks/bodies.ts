import { partsOf } from '../shop/gid.ts'
import { padded } from '../shop/money.ts'
import type { Address, Customer, Item, Level, Place, Product, Variant } from '../shop/rows.ts'
import type { Identity } from '../shop/shop.ts'

// Webhooks speak as the old REST API does: snake_case, plain numbers as ids, times with the shop's own offset.

export type Body = Record<string, unknown>

/** `2021-12-31T19:00:00-05:00`: an instant as the shop's clock shows it. */
export function shopTime({ offset }: Identity, at: number | null): string | null {
  if (at === null) return null
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 19)
  const minutes = Math.abs(offset)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return `${local}${offset < 0 ? '-' : '+'}${clock}`
}

export const stamps = (shop: Identity, row: { createdAt: number; updatedAt: number }) => ({
  created_at: shopTime(shop, row.createdAt),
  updated_at: shopTime(shop, row.updatedAt),
})

export function levelBody(shop: Identity, level: Level): Body {
  return {
    inventory_item_id: level.item.n,
    location_id: level.location.n,
    available: level.counts.available,
    updated_at: shopTime(shop, level.updatedAt),
    admin_graphql_api_id: level.id,
  }
}

export function itemBody(shop: Identity, item: Item): Body {
  return {
    id: item.n,
    sku: item.sku,
    ...stamps(shop, item),
    requires_shipping: item.requiresShipping,
    cost: item.cost === null ? null : padded(item.cost),
    country_code_of_origin: item.countryCodeOfOrigin,
    province_code_of_origin: item.provinceCodeOfOrigin,
    harmonized_system_code: item.harmonizedSystemCode,
    tracked: item.tracked,
    country_harmonized_system_codes: [],
    weight_value: item.weight.value,
    weight_unit: item.weight.unit.toLowerCase(),
    admin_graphql_api_id: item.id,
  }
}

export function placeBody(shop: Identity, place: Place): Body {
  const { address1, address2, city, zip, province, countryCode, phone } = place.address
  return {
    id: place.n,
    name: place.name,
    address1,
    address2,
    city,
    zip,
    province,
    country: countryCode,
    phone,
    ...stamps(shop, place),
    country_code: countryCode,
    legacy: false,
    active: place.isActive,
    admin_graphql_api_id: place.id,
  }
}

/** Full variants only of the first hundred; the others are named in `variant_gids`. */
export function productBody(shop: Identity, product: Product): Body {
  return {
    admin_graphql_api_id: product.id,
    body_html: product.descriptionHtml,
    ...stamps(shop, product),
    handle: product.handle,
    id: product.n,
    product_type: product.productType,
    published_at: shopTime(shop, product.publishedAt),
    template_suffix: product.templateSuffix,
    title: product.title,
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: 'web',
    tags: product.tags.join(', '),
    variants: product.variants.slice(0, 100).map((variant, index) => variantBody(shop, variant, index + 1)),
    options: product.options.map(({ n, name, values }, index) => ({
      id: n,
      product_id: product.n,
      name,
      position: index + 1,
      values: values.map((value) => value.name),
    })),
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map(({ id, updatedAt }) => ({
      admin_graphql_api_id: id,
      updated_at: new Date(updatedAt).toISOString(),
    })),
  }
}

function variantBody(shop: Identity, variant: Variant, position: number): Body {
  const [option1 = null, option2 = null, option3 = null] = variant.values
  return {
    admin_graphql_api_id: variant.id,
    barcode: variant.barcode,
    compare_at_price: variant.compareAtPrice === null ? null : padded(variant.compareAtPrice),
    ...stamps(shop, variant),
    id: variant.n,
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    position,
    price: padded(variant.price),
    product_id: variant.product.n,
    sku: variant.item.sku,
    taxable: variant.taxable,
    title: variant.values.join(' / '),
    option1,
    option2,
    option3,
    inventory_item_id: variant.item.n,
  }
}

export function customerBody(shop: Identity, customer: Customer): Body {
  const addresses = customer.addresses.map((address, index) => addressBody(address, customer, index === 0))
  return {
    id: customer.n,
    ...stamps(shop, customer),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state.toLowerCase(),
    note: customer.note,
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: customer.taxExempt,
    email: customer.email,
    phone: customer.phone,
    currency: shop.currency,
    addresses,
    tax_exemptions: customer.taxExemptions,
    admin_graphql_api_id: customer.id,
    default_address: addresses[0] ?? null,
  }
}

export function addressBody(address: Address | null, customer?: Customer, isDefault = false): Body | null {
  if (address === null) return null
  const { firstName, lastName, company, address1, address2, city, zip, provinceCode, countryCode, phone } = address
  return {
    ...(customer === undefined ? {} : { id: address.n, customer_id: customer.n, default: isDefault }),
    first_name: firstName,
    last_name: lastName,
    company,
    address1,
    address2,
    city,
    zip,
    province_code: provinceCode,
    country_code: countryCode,
    phone,
    name: [firstName, lastName].filter((part) => part !== null).join(' '),
  }
}

/** What is gone is told by its ids alone. */
export function goneBody(id: string): Body {
  return { id: partsOf(id)?.n ?? null }
}

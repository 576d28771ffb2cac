import { type CheckedRecord, Fault, type Json, type JsonObject, type RecordCheck, type Session } from '@trefoil/sdk'
import { listWish } from '../consent/wishes.ts'
import { resolveLists } from '../lists.ts'
import { isE164, knownPhones } from '../phone.ts'
import { addressTrouble } from '../postal-address.ts'
import { isEmail } from './email.ts'
import { readProfiles } from './read-profiles.ts'

/** The list of the founding document, one by one: what a customer and a flow need before a profile goes out well. */
export async function validateProfile(session: Session, checked: CheckedRecord): Promise<RecordCheck[]> {
  return [
    idResolved(checked),
    await identified(session, checked),
    subscribeMapped(checked),
    await listsConfigured(session, checked),
    primaryBilling(checked),
    addressFilled(checked),
    await knownToKlaviyo(session, checked),
  ]
}

/** Whether the lists that a flow writes to are there; a flow without lists needs none. */
export async function checkLists(session: Session, fields: CheckedRecord['fields']): Promise<RecordCheck[]> {
  const isList = fields.some(({ name, value }) => listWish(name, value ?? true) !== null)
  return isList ? [await listsConfigured(session, { fields })] : []
}

function idResolved({ output, reason }: CheckedRecord): RecordCheck {
  const says =
    output === null
      ? `the mapping makes no profile of it: ${reason ?? 'it gives no reason'}`
      : 'the mapping makes a profile of it'
  return { code: 'id_resolved', title: 'The customer is resolved by its id', passed: output !== null, says }
}

async function identified(session: Session, { output }: CheckedRecord): Promise<RecordCheck> {
  const { email, phoneNumber } = output ?? {}
  const phones = await knownPhones(session)
  const hasEmail = typeof email === 'string' && isEmail(email.trim())
  const hasPhone = typeof phoneNumber === 'string' && isE164(phoneNumber.trim(), phones)
  const bad = [
    ...(isFilled(email) && !hasEmail ? ['email'] : []),
    ...(isFilled(phoneNumber) && !hasPhone ? ['phoneNumber'] : []),
  ]
  const found = [...(hasEmail ? ['a valid e-mail address'] : []), ...(hasPhone ? ['a valid phone number'] : [])].join(
    ' and ',
  )
  const broken = bad.length === 0 ? '' : `; ${bad.join(' and ')} cannot be used as written: correct it in the hub`
  return {
    code: 'email_or_phone',
    title: 'An e-mail address, or a phone number in E.164 form',
    passed: hasEmail || hasPhone,
    says: `${found === '' ? 'neither of the two' : found}${broken}`,
  }
}

function subscribeMapped({ fields }: CheckedRecord): RecordCheck {
  const rule = fields.find(({ name }) => name.toLowerCase() === 'subscribeprofile')
  const value = rule?.value === undefined ? 'by a formula or field' : JSON.stringify(rule.value)
  const says =
    rule === undefined
      ? 'no rule fills SubscribeProfile: nobody will be asked for consent; add one to the create mapping'
      : `SubscribeProfile is filled ${value}`
  return { code: 'subscribe_mapped', title: 'SubscribeProfile is mapped', passed: rule !== undefined, says }
}

async function listsConfigured(session: Session, { fields }: Pick<CheckedRecord, 'fields'>): Promise<RecordCheck> {
  const code = 'lists_configured'
  const title = 'The lists are mapped and are there in Klaviyo'
  const wishes = fields.flatMap(({ name, value }) => {
    const wish = listWish(name, value ?? true)
    return wish === null || wish === 'none' ? [] : [wish]
  })
  const [first] = wishes
  if (first === undefined) {
    return { code, title, passed: false, says: 'no rule fills a list: add LIST_<name> or UCLIST_<name>' }
  }
  const names = wishes.flatMap((wish) => (wish instanceof Fault ? [] : [wish.name]))
  const lists = await resolveLists(session, names)
  const troubles = [...wishes, ...lists.values()].filter((each) => each instanceof Fault).map(({ message }) => message)
  const says = troubles.length === 0 ? `there are: ${[...new Set(names)].join(', ')}` : troubles.join('; ')
  return { code, title, passed: troubles.length === 0, says }
}

function primaryBilling({ record }: CheckedRecord): RecordCheck {
  const passed = billingOf(record) !== undefined
  const says = passed ? 'there is one' : 'no address is marked as the primary billing address: mark one in the hub'
  return { code: 'primary_billing', title: 'At least one primary billing address', passed, says }
}

const parts = ['country', 'region', 'postalCode', 'address1', 'city'] as const

function addressFilled({ record }: CheckedRecord): RecordCheck {
  const address = billingOf(record) ?? {}
  const empty = parts.filter((part) => !isFilled(address[part]))
  const trouble = addressTrouble(
    { country: textOf(address.country), region: textOf(address.region), zip: textOf(address.postalCode) },
    new Map(),
  )
  const says =
    empty.length > 0
      ? `empty: ${empty.join(', ')}`
      : trouble === null
        ? 'all five are filled, in a form that fits the country'
        : `${trouble.message}: correct it in the hub`
  return {
    code: 'address_filled',
    title: 'Country, region, postal code, first address line and city are filled',
    passed: empty.length === 0 && trouble === null,
    says,
  }
}

async function knownToKlaviyo(session: Session, { externalId }: CheckedRecord): Promise<RecordCheck> {
  const code = 'external_id'
  const title = 'The external id is one that Klaviyo knows'
  if (externalId === null) {
    return { code, title, passed: false, says: 'the customer is not linked yet: sync it, and it is matched or created' }
  }
  const [found] = await readProfiles(session, 'id', [externalId], ['external_id'])
  const says =
    found === undefined ? `Klaviyo has no profile ${externalId}: sync the customer, and it is matched anew` : externalId
  return { code, title, passed: found !== undefined, says }
}

function billingOf({ addresses }: JsonObject): JsonObject | undefined {
  return Array.isArray(addresses)
    ? addresses.filter(isRecord).find((each) => each.isPrimaryBilling === true)
    : undefined
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFilled(value: Json | undefined): boolean {
  return textOf(value) !== null
}

function textOf(value: Json | undefined): string | null {
  const text = value === null || value === undefined ? '' : String(value).trim()
  return text === '' ? null : text
}

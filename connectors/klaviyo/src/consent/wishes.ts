import { type ConsentChannel, Fault, type Json } from '@trefoil/sdk'

/** What a record asks for beside its fields. */
export interface Wishes {
  /** null: nothing is said about consent. */
  subscribe: boolean | null
  lists: ListWish[]
  /** What the person withdrew, as the hub knows: it is not asked for again. */
  withdrawn: readonly ConsentChannel[]
  /** When the person gave consent long ago, ISO 8601: it is entered as it was, and nobody is asked to confirm. */
  consentedAt: string | null
}

export interface ListWish {
  /** The field that asked, for messages: `LIST_VIP`. */
  field: string
  /** The list's name. */
  name: string
  /** Whether the person is to confirm by mail first. */
  confirm: boolean
  /** The person leaves the list, which says nothing about consent. */
  leaves?: true
}

export function wantsConsent(wishes: Wishes): boolean {
  return wishes.subscribe !== null || wishes.lists.length > 0
}

/** null: the name is no list's. true enters the list, false leaves it, null asks for nothing. */
export function listWish(field: string, value: Json | undefined): ListWish | 'none' | Fault | null {
  const found = /^(UC)?LIST_(.+)$/s.exec(field)
  if (found === null) return null
  if (value === null || value === undefined) return 'none'
  const wish: ListWish = { field, name: (found[2] ?? '').trim(), confirm: found[1] === undefined }
  if (value === false || value === 'false') return { ...wish, leaves: true }
  if (value !== true && value !== 'true') {
    return new Fault('invalid', `${field} says whether the person is on the list: map it to true or false`, {
      code: 'INVALID_LIST_VALUE',
      field,
    })
  }
  return wish
}

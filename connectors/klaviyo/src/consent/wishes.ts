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
}

export function wantsConsent(wishes: Wishes): boolean {
  return wishes.subscribe !== null || wishes.lists.length > 0
}

/** null: the name is no list's. Lists are only entered: false and null ask for nothing. */
export function listWish(field: string, value: Json | undefined): ListWish | 'none' | Fault | null {
  const found = /^(UC)?LIST_(.+)$/s.exec(field)
  if (found === null) return null
  if (value === null || value === undefined || value === false || value === 'false') return 'none'
  if (value !== true && value !== 'true') {
    return new Fault('invalid', `${field} says whether the person enters the list: map it to true or false`, {
      code: 'INVALID_LIST_VALUE',
      field,
    })
  }
  return { field, name: (found[2] ?? '').trim(), confirm: found[1] === undefined }
}

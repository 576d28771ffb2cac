/** What a sign-up says of its customer. */
import type { JsonObject } from '@trefoil/sdk'
import { phonesOf } from './phones-of.ts'

/** What somebody wrote into the form: each field trimmed, and absent where it was left blank. */
export interface SignUp {
  /** E.164. */
  phone?: string | undefined
  email?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
}

export interface SignUpWords {
  says: JsonObject
  /** Fields in which the record says something else. Nobody proved who filled in the form: it overwrites nothing. */
  differs: string[]
}

/**
 * What a sign-up adds to the record that it joins, or makes of a new one. It fills what is empty and repeats what is the
 * same; a blank says nothing. An e-mail address that another customer has stays that one's.
 */
export function wordsOfSignUp(
  signUp: SignUp,
  of: { record: JsonObject; id: number; country: string; isEmailTaken: boolean },
): SignUpWords {
  const { phone, email, firstName, lastName } = signUp
  const { record, country } = of
  const said = { firstName, lastName, emailAddress: email }
  const says: JsonObject = {}
  const differs: string[] = []
  for (const [field, value] of Object.entries(said)) {
    if (value === undefined) continue
    const stands = record[field]
    const isFree = isBlank(stands) && !(field === 'emailAddress' && of.isEmailTaken)
    if (isFree || stands === value) says[field] = value
    else if (!isAlike(stands, value)) differs.push(field)
  }
  const phones = phonesOf(record, country)
  if (phone !== undefined && phones.length === 0) {
    says.addresses = [{ id: 'sign-up', phoneNumber: phone }]
  } else if (phone !== undefined && !phones.includes(phone)) differs.push('phoneNumber')
  // The number by which people know a customer that came from nowhere else.
  if (isBlank(record.customerNumber)) says.customerNumber = `SIGN-UP-${of.id}`
  return { says, differs }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function isAlike(one: unknown, other: string): boolean {
  return typeof one === 'string' && one.trim().toLowerCase() === other.trim().toLowerCase()
}

import type { MatrixHouse } from './matrix-house.ts'
import { edit, type Operation, read, run, sync } from './operation.ts'
import { once, onceRead, type Prepare, question, setting, till } from './shop-calls.ts'
import { cardToken } from './shop-job.ts'

const signedUp = { 'customer.create': 1, 'customer.metadata.update': 1, message: 1 }
const renamed = { 'customer.metadata.update': 1, 'customer.update': 1, message: 1 }
const phoned = { 'customer.metadata.update': 1, 'customer.phoneNumbers.create': 1, message: 1 }

/** People who sign up at the mail tool: by the hub to the till, to the card desk and to a program. */
export const peopleOperations: Operation[] = [
  {
    ...{ vendor: 'klaviyo', title: 'list changed profiles', stage: 'listing', ...read, effects: signedUp },
    match: 'GET /api/profiles?fields*&sort=updated',
    prepare: async (house, number) => {
      signUp(house, number)
      return () => run(house, 'klaviyo-customers')
    },
  },
  {
    ...{ vendor: 'klaviyo', title: 'fetch profiles by id', stage: 'listing', ...read, effects: { message: 1 } },
    match: 'GET /api/profiles?fields*&filter=any(id',
    prepare: withdrawn,
  },
  {
    ...{ vendor: 'klaviyo', title: 'list suppressed addresses', stage: 'listing', ...read, effects: { message: 1 } },
    match: 'GET /api/profiles?fields*&sort=subscriptions',
    prepare: withdrawn,
  },
  {
    ...{ ...question, title: 'find customers by e-mail', effects: signedUp },
    match: `GET ${till}/customers?filter=emailAddress`,
    prepare: signUpNow,
  },
  {
    ...{ ...onceRead, title: 'create a customer', effects: signedUp },
    match: `POST ${till}/customers`,
    prepare: signUpNow,
  },
  {
    ...{ ...setting, title: 'set the business name', effects: signedUp },
    match: `POST ${till}/customers/*/metadata`,
    prepare: signUpNow,
  },
  {
    ...{ ...question, title: 'read a customer', effects: renamed },
    match: `GET ${till}/customers/`,
    prepare: changed({ firstName: 'Nova' }),
  },
  {
    ...{ ...onceRead, title: 'change a name', effects: renamed },
    match: `POST ${till}/customers/`,
    prepare: changed({ firstName: 'Nova' }),
  },
  {
    ...{ ...once, title: 'add a phone number', effects: phoned },
    match: `POST ${till}/customers/*/phone_numbers`,
    prepare: changed({ addresses: [{ id: 'H1', phoneNumber: '+1 617 555 0199', isPrimaryBilling: true }] }),
  },
  {
    ...{ ...setting, title: 'put a card on file', effects: { 'customer.update': 1, message: 1 }, isRead: true },
    match: 'PUT /v1/customers/',
    // A card that a lost answer left there already is refused by its status, and the rest is sent without it.
    calls: 2,
    prepare: async (house, number) => {
      await resident(house, number)
      return givesCard(house, number)
    },
  },
  {
    ...{ vendor: 'receiver', title: 'send a message', stage: 'delivery', effects: { message: 1 } },
    ...{ isRepeatable: true, isRead: false, hasBody: true, takesAnyBody: true },
    match: 'POST /hook',
    prepare: async (house, number) => {
      await resident(house, number)
      return () => edit(house, person(number), { customFields: { Note: `Likes ${number}` } })
    },
  },
]

const emailOf = (number: number) => `shop${number}@example.com`
const person = (number: number) => ({ entity: 'Customer', name: 'emailAddress', value: emailOf(number) })

/** Somebody fills in a form of the mail tool. */
function signUp({ klaviyo }: MatrixHouse, number: number): string {
  const name = { first_name: 'Nora', last_name: `Shop${number}`, organization: 'Oolong' }
  return klaviyo.profiles.create({ email: emailOf(number), ...name }).id
}

async function signUpNow(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  const id = signUp(house, number)
  return () => sync(house, 'klaviyo-customers', id)
}

/** Somebody who has arrived everywhere, by the mail tool's id. */
async function resident(house: MatrixHouse, number: number): Promise<string> {
  const id = signUp(house, number)
  await sync(house, 'klaviyo-customers', id)
  await house.quiet()
  return id
}

function changed(body: Record<string, unknown>): Prepare {
  return async (house, number) => {
    await resident(house, number)
    return () => edit(house, person(number), body)
  }
}

/** Somebody takes back what they said about mail, and the day's look at such people falls due. */
async function withdrawn(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  house.klaviyo.profiles.unsubscribe(await resident(house, number))
  return async () => house.pass(25 * 3_600_000)
}

async function givesCard(house: MatrixHouse, number: number): Promise<() => Promise<unknown>> {
  const customFields = { CardToken: await cardToken(house) }
  return () => edit(house, person(number), { customFields })
}

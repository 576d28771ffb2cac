import type { CustomerDrawer } from '@trefoil/simulators'

type Draft = Parameters<CustomerDrawer['create']>[0]

/** A customer with everything that the hub asks for: each name makes another one. */
export function customerDraft(name: string, changes: Draft = {}): Draft {
  return {
    firstName: name,
    lastName: 'Berg',
    emailAddresses: [{ emailAddress: emailOf(name), primaryEmail: true }],
    phoneNumbers: [{ phoneNumber: '(415) 555-0125' }],
    addresses: [
      {
        address1: '5 Elm St',
        address2: 'Apt 2',
        address3: 'Back door',
        city: 'Boston',
        state: 'MA',
        zip: '02134',
        country: 'US',
      },
    ],
    ...changes,
  }
}

/** The same for a whole town: each number is another person, with a phone of their own. */
export function townsman(name: string, number: number): Draft {
  const digits = `${200 + Math.floor(number / 10_000)}-${String(number % 10_000).padStart(4, '0')}`
  return customerDraft(`${name}${number}`, { phoneNumbers: [{ phoneNumber: `(415) ${digits}` }] })
}

export function emailOf(name: string): string {
  return `${name.toLowerCase()}@example.com`
}

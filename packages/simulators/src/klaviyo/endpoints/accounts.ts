import { notFound, Refusal } from '../wire/problem.ts'
import { fieldPicker } from '../wire/sparse-fields.ts'
import type { Call, Endpoint } from './call.ts'
import { collection, linked, type Resource, single } from './documents.ts'

/** GET /api/accounts: the one account that the key belongs to. */
export const getAccounts: Endpoint = (call) =>
  collection(call, {
    items: [call.account.id],
    placeOf: (id) => ['', id],
    size: 20,
    show: () => linked(call, showAccount(call)),
  })

/** GET /api/accounts/{id} */
export const getAccount: Endpoint = (call) => {
  const id = call.params.id ?? ''
  if (id !== call.account.id) throw new Refusal([notFound('account', id)])
  return single(call, 200, showAccount(call))
}

function showAccount(call: Call): Resource {
  const { id } = call.account
  const names = call.query.names('fields[account]') ?? Object.keys(particulars)
  const attributes = fieldPicker(names)((name) => (name === 'public_api_key' ? id : particulars[name]))
  return { type: 'account', id, attributes }
}

const particulars: Record<string, unknown> = {
  test_account: true,
  contact_information: {
    default_sender_name: 'Trefoil Tea',
    default_sender_email: 'hello@trefoil-tea.example',
    website_url: 'https://trefoil-tea.example',
    organization_name: 'Trefoil Tea',
    street_address: {
      address1: '125 Summer Street',
      address2: null,
      city: 'Boston',
      region: 'MA',
      country: 'United States',
      zip: '02110',
    },
  },
  industry: 'Food & Drink',
  timezone: 'US/Eastern',
  preferred_currency: 'USD',
  public_api_key: null,
  locale: 'en-US',
}

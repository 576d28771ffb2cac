/** One line of a receipt; two coffees are two lines. */
interface LineItem {
  id: string
  name: string
  price: number
}

export const orderFlags = ['taxRemoved', 'isVat', 'manualTransaction', 'groupLineItems', 'testMode'] as const

/** An order. Without a `state` it is hidden: to be read by its id only. */
export interface Order {
  id: string
  currency: string
  customerIds: readonly string[]
  employeeId?: string
  total?: number
  externalReferenceId?: string
  paymentState?: string
  title?: string
  note?: string
  state?: string
  payType?: string
  taxRemoved: boolean
  isVat: boolean
  manualTransaction: boolean
  groupLineItems: boolean
  testMode: boolean
  createdTime: number
  clientCreatedTime: number
  modifiedTime: number
  lineItems: readonly LineItem[]
}

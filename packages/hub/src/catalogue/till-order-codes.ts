import type { Entry } from './entry.ts'

const clover = { connector: 'clover', arises: 'destination' } as const

/** What can become of an order on its way to the till. */
export const tillOrderCodes = {
  ORDER_WITHOUT_LINES: {
    ...clover,
    title: 'Order Without Lines',
    description: 'The order has no lines, so that nobody at the till could tell what it is for. Nothing was written.',
    resolution: 'Give the order lines where it comes from, or leave such orders out by a filter.',
  },
  DISCOUNT_WRONG_SIGN: {
    ...clover,
    title: 'Discount with the Wrong Sign',
    description: 'The discount would raise the price. In the hub a discount is what is taken off, above zero.',
    resolution: 'Correct the amount where it comes from, or the rule that fills it.',
  },
  CURRENCY_DIFFERS: {
    ...clover,
    title: 'Order in Another Currency',
    description: 'The order is in another currency than the one in which the till keeps its books.',
    resolution: 'Leave such orders out by a filter, or send them to a till of that currency.',
  },
  NOT_AT_THE_TILL: {
    ...clover,
    title: 'Unknown at the Till',
    description: 'The till has no such order type, employee or tax rate, or has several of that name.',
    resolution: 'Make it in Clover, or choose one that is there in the settings of the connection.',
  },
  ORDER_PAID: {
    ...clover,
    title: 'Order Already Paid',
    description: 'A discount comes before the payment, and the order at the till is paid.',
    resolution: 'Give the money back at the till, or take the discount back.',
  },
} as const satisfies Record<string, Entry>

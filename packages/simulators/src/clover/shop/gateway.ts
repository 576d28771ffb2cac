/** Whether a token that was saved on a customer can be charged again. */
export const supportsMultiPay = true

/** What the merchant's gateway can do. */
export const gateway = {
  supportsTipping: true,
  supportsTipAdjust: true,
  supportsMultiPayToken: supportsMultiPay,
  production: false,
  mid: 'TESTMID000001',
  tokenType: 'MULTIPAY',
  closingTime: '21:00',
}

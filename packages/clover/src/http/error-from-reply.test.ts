import { expect, test } from 'vitest'
import { errorFromReply } from './error-from-reply.ts'

const reply = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  text: typeof body === 'string' ? body : JSON.stringify(body),
})

const ecommerce = (type: string | undefined, code: string) => ({
  message: 'some text',
  error: { ...(type === undefined ? {} : { type }), code, message: 'Please.' },
})

test.each([
  [400, ecommerce('invalid_request_error', 'email_invalid'), 'CloverInvalidRequestError', 'email_invalid'],
  [404, ecommerce('validation_error', 'resource_missing'), 'CloverInvalidRequestError', 'resource_missing'],
  [400, ecommerce(undefined, 'token_already_used'), 'CloverInvalidRequestError', 'token_already_used'],
  [402, ecommerce('card_error', 'card_declined'), 'CloverCardError', 'card_declined'],
  [402, ecommerce(undefined, 'card_declined'), 'CloverCardError', 'card_declined'],
  [400, ecommerce('idempotency_error', 'invalid_request'), 'CloverIdempotencyError', 'invalid_request'],
  [500, ecommerce('api_error', 'processing_error'), 'CloverAPIError', 'processing_error'],
  [429, ecommerce('rate_limit_error', 'rate_limit'), 'CloverRateLimitError', 'rate_limit'],
  [401, { message: '401 Unauthorized' }, 'CloverAuthenticationError', undefined],
  [403, { message: '403 Forbidden' }, 'CloverPermissionError', undefined],
  [409, { message: 'Conflict' }, 'CloverInvalidRequestError', undefined],
  [405, '405 PUT not allowed.', 'CloverInvalidRequestError', undefined],
  [503, '<html>busy</html>', 'CloverAPIError', undefined],
])('%i %j is a %s%s', (status, body, type, code) => {
  expect(errorFromReply('GET /x', reply(status, body))).toMatchObject({ type, name: type, statusCode: status, code })
})

test('all that Clover says of an error is kept', () => {
  const error = {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'do_not_honor',
    charge: 'Q1',
    param: 'source',
  }
  const body = { message: '402', error: { ...error, doc_url: 'https://docs.clover.com', message: 'Declined.' } }
  expect(errorFromReply('POST /v1/charges', reply(402, body, { 'x-clover-request-id': 'a-b' }))).toMatchObject({
    message: 'POST /v1/charges: Declined.',
    rawType: 'card_error',
    code: 'card_declined',
    declineCode: 'do_not_honor',
    charge: 'Q1',
    param: 'source',
    docUrl: 'https://docs.clover.com',
    requestId: 'a-b',
    request: 'POST /v1/charges',
  })
})

test('the Platform API says what is missing in details', () => {
  const error = errorFromReply('GET /x', reply(404, { message: 'Not Found', details: 'Customer not found' }))
  expect(error).toMatchObject({ detail: 'Customer not found', message: 'GET /x: Not Found: Customer not found' })
})

test('a card number that Clover sends back is masked in message and body', () => {
  const error = errorFromReply('POST /x', reply(400, { message: 'bad PAN 4242424242424242' }))
  expect(`${error.message} ${error.body}`).not.toContain('4242424242424242')
  expect(error.message).toContain('[card …4242]')
})

import { z } from 'zod'
import { nameOf } from '../operations/counter.ts'
import { type SignUpView, signUpPage } from '../operations/sign-ups.ts'
import { AnyObject, Instant, instant } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const SignUpBody = z
  .object({
    id: z.int(),
    at: Instant,
    how: z.enum(['new', 'joined']).describe('joined: the hub had the customer already'),
    differs: z.array(z.string()).describe('Fields in which the customer said something else before, which stays'),
    language: z.string(),
    customerId: z.int().describe('The hub id of the customer, who may have been merged since'),
    customer: z.string().describe('The name of the customer, where one is known'),
    deliveries: z.array(
      z.object({
        flow: z.string(),
        isEnabled: z.boolean().describe('false: the flow or its connection rests'),
        connection: z.string(),
        connector: z.string(),
        state: z.string().describe('due, done or held'),
        externalId: z.string().nullable().describe('The id of the customer there; null: not linked'),
        fault: AnyObject.nullable(),
        updatedAt: Instant,
      }),
    ),
  })
  .meta({ id: 'SignUp' })

export function signUpRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/sign-ups',
    {
      schema: {
        operationId: 'listSignUps',
        tags: ['loyalty'],
        summary: 'Who signed up by the form, the newest first, and how each stands towards every destination',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(SignUpBody), ...problemResponse },
      },
    },
    (request) => readPage(request.query, (page) => signUpPage(hub, page), show),
  )
}

function show({ id, at, how, differs, language, recordId, customer, deliveries }: SignUpView) {
  return {
    ...{ id, how, differs, language, customerId: recordId, customer: nameOf(customer), at: instant(at) },
    deliveries: deliveries.map(({ recordId: _, updatedAt, ...rest }) => ({ ...rest, updatedAt: instant(updatedAt) })),
  }
}

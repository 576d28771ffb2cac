import { z } from 'zod'
import { type ConsentPage, consentsOf, recordConsent } from '../operations/consents.ts'
import { AnyObject, GivenFields, Instant, idParam, instant, instantOrNull } from './fields.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const channel = z.enum(['email', 'sms'])
const Standing = z.object({ state: z.enum(['given', 'withdrawn', 'unknown']), since: Instant.nullable() })

const Consents = z
  .object({
    standing: z.object({ email: Standing, sms: Standing }),
    entries: z.array(
      z.object({
        id: z.int(),
        channel,
        state: z.enum(['given', 'withdrawn']),
        at: Instant,
        act: z.string().nullable().describe('What the person did themself; null: somebody else set it'),
        source: z.string(),
        connection: z.string().nullable(),
        externalId: z.string().nullable(),
        run: z.int().nullable(),
        proof: AnyObject,
        recordedAt: Instant,
      }),
    ),
  })
  .meta({ id: 'Consents' })

const Said = z.strictObject({
  channel,
  state: z.enum(['given', 'withdrawn']),
  at: z.iso.datetime({ offset: true }).optional().describe('Now, unless told'),
  act: z.string().min(1).max(500).optional().describe('What the person did; consent is given by nothing else'),
  proof: GivenFields.optional(),
})

export function consentRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/records/:id/consents',
    {
      schema: {
        operationId: 'getConsents',
        tags: ['records'],
        summary: 'Where a customer stands on e-mail and text messages, and every entry of the ledger, the newest first',
        params: idParam,
        response: { 200: Consents, ...problemResponse },
      },
    },
    async (request) => show(await consentsOf(hub, request.params.id)),
  )
  app.post(
    '/records/:id/consents',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'recordConsent',
        tags: ['records'],
        summary: 'Enter what the customer said: a withdrawal, or consent with the act by which they gave it',
        params: idParam,
        body: Said,
        response: { 200: Consents, ...problemResponse },
      },
    },
    async (request) => {
      const { at = hub.now().toISOString(), act = null, proof = {}, ...said } = request.body
      await recordConsent(hub, request.params.id, { ...said, at, act, proof }, request.actor)
      return show(await consentsOf(hub, request.params.id))
    },
  )
}

function show({ standing, entries }: ConsentPage): z.output<typeof Consents> {
  const shown = ({ state, since }: ConsentPage['standing']['email']) => ({ state, since: instantOrNull(since) })
  return {
    standing: { email: shown(standing.email), sms: shown(standing.sms) },
    entries: entries.map(({ at, recorded_at, external_id, run_id, record_id: _, ...entry }) => ({
      ...entry,
      at: instant(at),
      recordedAt: instant(recorded_at),
      externalId: external_id,
      run: run_id,
    })),
  }
}

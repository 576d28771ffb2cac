import { z } from 'zod'
import { link, type RepairReport, undoRepair, unlink } from '../operations/repairs.ts'
import { repairsOfRecord } from '../store/repair.ts'
import { Instant, idParam, instant, instantOrNull } from './fields.ts'
import { Patch } from './flow-bodies.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const Report = z
  .object({
    id: z.int().nullable().describe('Null: it was only planned'),
    connection: z.string(),
    externalId: z.string(),
    records: z.array(
      z.object({
        id: z.int(),
        changes: Patch,
        isEmptied: z.boolean().describe('Nothing speaks of it any more: it leaves the lists'),
      }),
    ),
    next: z
      .array(
        z.object({
          flow: z.string(),
          direction: z.enum(['to_hub', 'from_hub']),
          outcome: z.string(),
          externalId: z.string().nullable(),
          recordId: z.int().nullable(),
          reasons: z.array(z.object({ code: z.string(), message: z.string() })),
        }),
      )
      .describe('How each flow would go on; empty once it is done'),
    runs: z.array(z.int()).describe('Queued for it'),
  })
  .meta({ id: 'RepairReport' })

const Repair = z
  .object({
    id: z.int(),
    kind: z.enum(['unlink', 'link']),
    connection: z.string().nullable(),
    externalId: z.string(),
    from: z.int().nullable().describe('The record that had the link; null: none'),
    to: z.int().nullable(),
    actor: z.string(),
    at: Instant,
    undoneAt: Instant.nullable(),
    undoneBy: z.string().nullable(),
  })
  .meta({ id: 'Repair' })

const dryRun = z.boolean().default(false).describe('Say what it would do, and do nothing')
const answers = { 200: Report, ...problemResponse }

/** Links that a person puts right, planned before and undone after. */
export function repairRoutes(app: Api, { hub }: ApiOptions): void {
  app.post(
    '/records/:id/unlink',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'unlinkRecord',
        tags: ['records'],
        summary: 'Take a link from a record; with `rematch` its flows look at once where it belongs',
        params: idParam,
        body: z.strictObject({ link: z.int().positive(), rematch: z.boolean().default(false), dryRun }),
        response: answers,
      },
    },
    async (request) => show(await unlink(hub, request.params.id, request.body, request.actor)),
  )
  app.post(
    '/records/:id/link',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'linkRecord',
        tags: ['records'],
        summary: "Link a record with a vendor's id, which may be another record's by now",
        params: idParam,
        body: z.strictObject({
          connection: z.string().min(1).max(63),
          externalId: z.string().trim().min(1).max(200),
          dryRun,
        }),
        response: answers,
      },
    },
    async (request) => show(await link(hub, request.params.id, request.body, request.actor)),
  )
  app.get(
    '/records/:id/repairs',
    {
      schema: {
        operationId: 'listRepairs',
        tags: ['records'],
        summary: 'What people did to the links of a record, the newest first',
        params: idParam,
        response: { 200: z.object({ data: z.array(Repair) }), ...problemResponse },
      },
    },
    async (request) => {
      const repairs = await repairsOfRecord(hub.db, hub.workspaceId, request.params.id)
      const data = repairs.map(({ id, kind, connection, actor, ...row }) => ({
        ...{ id, kind, connection, actor },
        externalId: row.external_id,
        from: row.from_record_id,
        to: row.to_record_id,
        at: instant(row.at),
        undoneAt: instantOrNull(row.undone_at),
        undoneBy: row.undone_by,
      }))
      return { data }
    },
  )
  app.post(
    '/repairs/:id/undo',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'undoRepair',
        tags: ['records'],
        summary: 'Put a link back to where it was',
        params: idParam,
        response: answers,
      },
    },
    async (request) => show(await undoRepair(hub, request.params.id, request.actor)),
  )
}

function show({ next, ...report }: RepairReport): z.output<typeof Report> {
  const told = next.map(({ reasons, ...sync }) => ({
    ...sync,
    reasons: reasons.map(({ code, message }) => ({ code, message })),
  }))
  return { ...report, next: told }
}

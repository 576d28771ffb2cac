import { z } from 'zod'
import type { Trace } from '../operations/trace-record.ts'
import type { Explained } from '../sync/explain.ts'
import { AnyObject, GivenFields, HubId } from './fields.ts'

/** What the operations on a flow's definition are asked with and answer. */

const Path = z.array(z.union([z.string(), z.int()]))

const DiagnosticBody = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'hint']),
    message: z.string(),
    path: Path.describe('Where in the definition'),
    range: z
      .object({ line: z.int(), column: z.int(), length: z.int() })
      .optional()
      .describe('Where in the text of the formula'),
    fix: z.object({ path: Path, value: z.unknown(), says: z.string() }).optional().describe('What would put it right'),
  })
  .meta({ id: 'Diagnostic' })

export const CaseBody = z
  .object({ name: z.string(), pass: z.boolean(), difference: z.string().nullable() })
  .meta({ id: 'CaseReport' })

export const Patch = z
  .record(z.string(), z.object({ old: z.unknown().optional(), new: z.unknown().optional() }))
  .describe('Field → what it was and what it is; one of the two is absent where the field was not there')

export const SavedBody = z
  .object({
    flow: z.string(),
    version: z.int(),
    isActive: z.boolean(),
    result: z.enum(['saved', 'unchanged']),
    diagnostics: z.array(DiagnosticBody),
    cases: z.array(CaseBody),
  })
  .meta({ id: 'SavedVersion' })

const ReasonBody = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  facts: AnyObject.optional(),
})

const PreviewRecord = z
  .object({
    externalId: z.string().nullable(),
    recordId: z.int().nullable(),
    outcome: z.enum(['created', 'updated', 'unchanged', 'linked', 'filtered', 'held', 'error']),
    mapping: z.string().nullable(),
    changes: Patch,
    reasons: z.array(ReasonBody),
  })
  .meta({ id: 'PreviewRecord' })

export const PreviewBody = z
  .object({
    flow: z.string(),
    records: z.array(PreviewRecord),
    missing: z.array(z.string()).describe('Ids that were named and lead nowhere'),
    diagnostics: z.array(DiagnosticBody),
  })
  .meta({ id: 'Preview' })

export const ExplainedBody = z
  .object({
    isLinked: z.boolean().describe('Whether it is an update'),
    outcome: z.enum(['mapped', 'filtered', 'error']),
    mapping: z.string().nullable(),
    reasons: z.array(ReasonBody),
    fields: z.array(
      z.object({
        path: z.string(),
        kind: z.enum(['field', 'static', 'formula', 'lookup']),
        rule: AnyObject,
        value: z.unknown().optional().describe('Absent: the destination is left alone'),
        isDefault: z.boolean(),
        reads: z.array(z.object({ name: z.string(), value: z.unknown() })),
        branches: z.array(z.object({ condition: z.string(), isTrue: z.boolean() })),
        error: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Explained' })

const Requests = z.array(
  z.object({ request: z.string(), status: z.int().nullable().describe('Null: no answer came'), ms: z.int() }),
)

export const TraceBody = z
  .object({
    flow: z.string(),
    retrieve: z.object({
      from: z.string(),
      requests: Requests,
      source: AnyObject.describe('The record as it was read, without secrets and personal data'),
    }),
    map: ExplainedBody,
    children: z.array(
      z.object({
        list: z.string(),
        id: z.string().nullable(),
        mapping: z.string(),
        outcome: z.enum(['mapped', 'filtered', 'error', 'kept', 'removed']),
        reason: z.string().nullable(),
      }),
    ),
    write: PreviewRecord.omit({ mapping: true }).extend({ to: z.string(), requests: Requests }),
  })
  .meta({ id: 'Trace' })

export const TraceAsk = z
  .strictObject({
    externalId: z.string().min(1).max(255).optional().describe("The id of the record at the flow's connection"),
    recordId: HubId.optional().describe('The id of the record in the hub'),
  })
  .refine(({ externalId, recordId }) => saidIn([externalId, recordId]) === 1, 'say one of externalId and recordId')

const Definition = z
  .union([z.string().min(1), GivenFields])
  .describe('A definition that is only proposed: the object, or YAML text')

const most = 200
const aName = z.string().min(1).max(255)

export const PreviewAsk = z
  .strictObject({
    definition: Definition.optional(),
    externalIds: z.array(aName).min(1).max(most).optional(),
    recordIds: z.array(HubId).min(1).max(most).optional(),
    sources: z.array(GivenFields).min(1).max(most).optional().describe('Records that are only imagined'),
    sample: z.int().min(1).max(most).optional().describe('So many of those that are stored; 20 unless told'),
  })
  .refine(
    ({ externalIds, recordIds, sources, sample }) => saidIn([externalIds, recordIds, sources, sample]) <= 1,
    'say one of externalIds, recordIds, sources and sample',
  )

export const ExplainAsk = z
  .strictObject({
    definition: Definition.optional(),
    externalId: aName.optional().describe("The id of the record at the flow's connection"),
    recordId: HubId.optional().describe('The id of the record in the hub'),
    source: GivenFields.optional().describe('A record that is only imagined'),
  })
  .refine(
    ({ externalId, recordId, source }) => saidIn([externalId, recordId, source]) === 1,
    'say one of externalId, recordId and source',
  )

export const CreateAsk = z.strictObject({
  connection: z.string().min(1).max(255),
  definition: z.union([z.string().min(1), GivenFields]).describe('The object, or YAML text'),
  note: z.string().max(500).optional(),
})

export const CopyAsk = z.strictObject({
  as: z.string().min(1).max(255).describe('The name of the copy'),
  reverse: z
    .enum(['true', 'false'])
    .default('false')
    .describe('The other way round: what is read is written, and what is written is read'),
  endpoint: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('Where a reversed flow reads or writes: the same name on that side unless told'),
})

export const CopiedBody = z
  .object({
    definition: z.string().describe('YAML, to make a flow of with POST /flows'),
    left: z
      .array(z.object({ mapping: z.string(), to: z.string().optional(), why: z.string() }))
      .describe('What could not be turned round'),
    diagnostics: z.array(DiagnosticBody).describe('Errors must be put right before a flow can be made of it'),
  })
  .meta({ id: 'CopiedFlow' })

export const SaveAsk = z.strictObject({
  definition: z.union([z.string().min(1), GivenFields]).describe('The object, or YAML text'),
  note: z.string().max(500).optional(),
  base: z.int().optional().describe('The version that was edited: refused where another is in force by now'),
  activate: z.boolean().default(true).describe('False: only keep it; its cases may then fail'),
  override: z.boolean().default(false).describe('Although another enabled flow moves the same records'),
})

function saidIn(given: unknown[]): number {
  return given.filter((each) => each !== undefined).length
}

export function showExplained({ isLinked, result, fields }: Explained): z.output<typeof ExplainedBody> {
  const reasons = result.outcome === 'mapped' ? [] : result.outcome === 'error' ? result.all : [result.reason]
  return {
    isLinked,
    outcome: result.outcome,
    mapping: result.mapping,
    reasons,
    fields: fields.map(({ rule, ...field }) => ({ ...field, rule: { ...rule } })),
  }
}

export function showTrace(flow: string, { map, ...trace }: Trace): z.input<typeof TraceBody> {
  return { flow, ...trace, map: showExplained(map) }
}

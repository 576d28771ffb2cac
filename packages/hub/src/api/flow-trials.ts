import { z } from 'zod'
import { runCases } from '../operations/check-definition.ts'
import { explainRecord } from '../operations/explain-record.ts'
import { openCandidate } from '../operations/open-candidate.ts'
import { previewFlow, type Selection } from '../operations/preview-flow.ts'
import { traceRecord } from '../operations/trace-record.ts'
import { AnyObject, GivenFields, nameParam } from './fields.ts'
import {
  CaseBody,
  ExplainAsk,
  ExplainedBody,
  PreviewAsk,
  PreviewBody,
  showExplained,
  showTrace,
  TraceAsk,
  TraceBody,
} from './flow-bodies.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const CasesBody = z
  .object({ flow: z.string(), passed: z.int(), failed: z.int(), cases: z.array(CaseBody) })
  .meta({ id: 'CasesRun' })

const ExplainedWithSource = ExplainedBody.extend({
  source: AnyObject.describe('The record that the rules read'),
}).meta({ id: 'ExplainedRecord' })

const CasesAsk = z.strictObject({ definition: z.union([z.string().min(1), GivenFields]).optional() }).nullish()

const sampleSize = 20

/** They only look. */
const config = { role: 'viewer' } as const

/** A flow tried, and nothing written: why a field is what it is, what would become of records, what its cases say. */
export function flowTrialRoutes(app: Api, { hub }: ApiOptions): void {
  app.post(
    '/flows/:name/explain',
    {
      config,
      schema: {
        operationId: 'explainRecord',
        tags: ['flows'],
        summary: 'For one record, the value of each destination field with the rule, the branch and the inputs',
        params: nameParam,
        body: ExplainAsk,
        response: { 200: ExplainedWithSource, ...problemResponse },
      },
    },
    async (request) => {
      const { definition, externalId, recordId, source } = request.body
      const which =
        source !== undefined ? { source } : externalId !== undefined ? { externalId } : { recordId: Number(recordId) }
      const { source: read, ...explained } = await explainRecord(hub, request.params.name, { definition, which })
      return { ...showExplained(explained), source: read }
    },
  )
  app.post(
    '/flows/:name/trace',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'traceRecord',
        tags: ['flows'],
        summary: 'One record taken through a flow against the vendor as it is now, step by step; nothing is written',
        params: nameParam,
        body: TraceAsk,
        response: { 200: TraceBody, ...problemResponse },
      },
    },
    async (request) => {
      const { externalId, recordId } = request.body
      const which = externalId === undefined ? { recordId: Number(recordId) } : { externalId }
      const { name } = request.params
      return showTrace(name, await traceRecord(hub, name, which))
    },
  )
  app.post(
    '/flows/:name/preview',
    {
      config,
      schema: {
        operationId: 'previewFlow',
        tags: ['flows'],
        summary: 'What a flow, or a proposed definition of it, would do with stored records',
        params: nameParam,
        body: PreviewAsk.nullish(),
        response: { 200: PreviewBody, ...problemResponse },
      },
    },
    (request) => {
      const { definition, ...selection } = request.body ?? {}
      return previewFlow(hub, request.params.name, { definition, selection: selectionIn(selection) })
    },
  )
  app.post(
    '/flows/:name/cases/run',
    {
      config,
      schema: {
        operationId: 'runCases',
        tags: ['flows'],
        summary: "Run the saved cases of a flow's definition, or of a proposed one",
        params: nameParam,
        body: CasesAsk,
        response: { 200: CasesBody, ...problemResponse },
      },
    },
    async (request) => {
      const { name } = request.params
      const { flow, environment } = await openCandidate(hub, name, request.body?.definition)
      const cases = await runCases(flow.definition, environment)
      const passed = cases.filter(({ pass }) => pass).length
      return { flow: name, passed, failed: cases.length - passed, cases }
    },
  )
}

function selectionIn({ externalIds, recordIds, sources, sample }: z.output<typeof PreviewAsk>): Selection {
  if (externalIds !== undefined) return { externalIds }
  if (recordIds !== undefined) return { recordIds: recordIds.map(Number) }
  if (sources !== undefined) return { sources }
  return { sample: sample ?? sampleSize }
}

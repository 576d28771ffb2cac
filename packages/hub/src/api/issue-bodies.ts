import { z } from 'zod'
import type { ExplainedIssue } from '../operations/issues.ts'
import { issueStates, type MemberView } from '../store/issue-view.ts'
import { AnyObject, Instant, instant, instantOrNull } from './fields.ts'

export const IssueBody = z
  .object({
    id: z.int(),
    shape: z
      .enum(['records', 'flow', 'connection', 'run', 'store'])
      .describe(
        'records: about single records; flow or connection: as a whole it stopped, or cannot go on; run: its brakes stopped it, and it asks; store: orders come from a place that no store has',
      ),
    state: z.enum(issueStates),
    connection: z.string().nullable(),
    flow: z.string().nullable(),
    code: z.string().describe('Stable; the words for it stand in title, description and resolution'),
    field: z.string().nullable(),
    title: z.string(),
    description: z.string(),
    resolution: z.string(),
    reason: z.string().describe('Of the last record that met it'),
    facts: AnyObject.nullable(),
    records: z.int().describe('Records that have not passed yet'),
    retrying: z.int().describe('Those of them that are tried again by themselves'),
    attempts: z.int().describe('The most tries of one of them'),
    total: z.int().describe('Records that ever met it'),
    assignee: z.string().nullable(),
    snoozedUntil: Instant.nullable(),
    closedBy: z.string().nullable().describe('passed: by itself, because the last record passed'),
    firstAt: Instant,
    lastAt: Instant,
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'Issue' })

export const MemberBody = z
  .object({
    id: z.int(),
    recordId: z.int().nullable(),
    externalId: z.string().nullable(),
    standing: z
      .string()
      .describe('held: a person must decide; error: it cannot go as it is; retrying: it is tried again'),
    attempts: z.int(),
    reason: z.string(),
    facts: AnyObject.nullable(),
    run: z.int().nullable().describe('The run that met it last'),
    firstAt: Instant,
    lastAt: Instant,
  })
  .meta({ id: 'IssueMember' })

export const ReplayedBody = z
  .object({
    runs: z.array(z.int()).describe('Follow them under /api/v1/runs/{id}'),
    records: z.int(),
    skipped: z.array(z.object({ issue: z.int(), reason: z.string() })),
  })
  .meta({ id: 'Replayed' })

/** What is not asked about is absent. */
export const issueQuestion = {
  flow: z.string().optional(),
  connection: z.string().optional(),
  code: z.string().max(80).optional(),
}

export function showIssue(issue: ExplainedIssue): z.output<typeof IssueBody> {
  const { connectionId: _, flowId: __, field, snoozedUntil, firstAt, lastAt, closedAt, ...rest } = issue
  return {
    ...rest,
    field: field === '' ? null : field,
    snoozedUntil: instantOrNull(snoozedUntil),
    firstAt: instant(firstAt),
    lastAt: instant(lastAt),
    closedAt: instantOrNull(closedAt),
  }
}

export function showMember({ subject: _, ...member }: MemberView): z.output<typeof MemberBody> {
  return { ...member, firstAt: instant(member.firstAt), lastAt: instant(member.lastAt) }
}

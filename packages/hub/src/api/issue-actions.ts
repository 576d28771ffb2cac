import { z } from 'zod'
import { assignIssue, closeIssue, filterOf, snoozeIssue, wakeIssue } from '../operations/issues.ts'
import { editAndReplay, replayAll, replayIssue } from '../operations/replay-issue.ts'
import { GivenFields, Instant, idParam } from './fields.ts'
import { IssueBody, issueQuestion, ReplayedBody, showIssue } from './issue-bodies.ts'
import { onceHeaders } from './once.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const answers = { 200: IssueBody, ...problemResponse }
const member = z.int().positive().describe('Its id among the members of the issue')

/** What a person does about issues. */
export function issueActionRoutes(app: Api, { hub, editRecord }: ApiOptions): void {
  app.post(
    '/issues/replay',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'replayIssues',
        tags: ['issues'],
        summary: 'Try the records of every open issue again, or of those that fit',
        body: z.strictObject(issueQuestion).nullish(),
        headers: onceHeaders,
        response: { 202: ReplayedBody, ...problemResponse },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await replayAll(hub, await filterOf(hub, request.body ?? {}), request.actor)),
  )
  app.post(
    '/issues/:id/replay',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'replayIssue',
        tags: ['issues'],
        summary: 'Try the records of one issue again, or one of them; a stopped flow goes on',
        params: idParam,
        body: z.strictObject({ member: member.optional() }).nullish(),
        headers: onceHeaders,
        response: { 202: ReplayedBody, ...problemResponse },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await replayIssue(hub, request.params.id, request.body ?? {}, request.actor)),
  )
  app.post(
    '/issues/:id/edit',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'editAndReplay',
        tags: ['issues'],
        summary: "Change fields of one record by a person's hand, and try it again",
        params: idParam,
        body: z.strictObject({
          member,
          fields: GivenFields.refine((fields) => Object.keys(fields).length > 0, 'name a field'),
        }),
        headers: onceHeaders,
        response: {
          202: ReplayedBody.extend({ version: z.int() }).meta({ id: 'EditedAndReplayed' }),
          ...problemResponse,
        },
      },
    },
    async (request, reply) => {
      const of = { issue: request.params.id, ...request.body }
      return reply.code(202).send(await editAndReplay(hub, editRecord, of, request.actor))
    },
  )
  app.post(
    '/issues/:id/snooze',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'snoozeIssue',
        tags: ['issues'],
        summary: 'Out of the list until an instant; null: back into it now',
        params: idParam,
        body: z.strictObject({ until: Instant.nullable() }),
        response: answers,
      },
    },
    async (request) => {
      const { until } = request.body
      const { id } = request.params
      const issue =
        until === null
          ? await wakeIssue(hub, id, request.actor)
          : await snoozeIssue(hub, id, new Date(until), request.actor)
      return showIssue(issue)
    },
  )
  app.post(
    '/issues/:id/assign',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'assignIssue',
        tags: ['issues'],
        summary: 'Say who sees to it; null: nobody',
        params: idParam,
        body: z.strictObject({ to: z.string().trim().min(1).max(120).nullable() }),
        response: answers,
      },
    },
    async (request) => showIssue(await assignIssue(hub, request.params.id, request.body.to, request.actor)),
  )
  app.post(
    '/issues/:id/close',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'closeIssue',
        tags: ['issues'],
        summary: 'It is seen to; what fails again opens a new one',
        params: idParam,
        response: answers,
      },
    },
    async (request) => showIssue(await closeIssue(hub, request.params.id, request.actor)),
  )
}

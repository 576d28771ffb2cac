import { z } from 'zod'
import { filterOf, readIssues, requireIssue } from '../operations/issues.ts'
import { issueStates, listMembers } from '../store/issue-view.ts'
import { idParam } from './fields.ts'
import { IssueBody, issueQuestion, MemberBody, showIssue, showMember } from './issue-bodies.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

/** Issues are read here; what a person does about them stands in issue-actions.ts. */
export function issueRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/issues',
    {
      schema: {
        operationId: 'listIssues',
        tags: ['issues'],
        summary: 'What did not arrive, by cause, the newest first; unless a state is named, what is open',
        querystring: z.strictObject({
          ...pageQuery,
          ...issueQuestion,
          state: z.enum([...issueStates, 'all']).default('open'),
          retrying: z.enum(['true', 'false']).optional().describe('Whether records are tried again by themselves'),
          attempts: z.coerce
            .number()
            .int()
            .min(1)
            .max(1_000)
            .optional()
            .describe('A record failed at least this often'),
        }),
        response: { 200: pageOf(IssueBody), ...problemResponse },
      },
    },
    async (request) => {
      const { limit: _, cursor: __, state, retrying, ...question } = request.query
      const filter = await filterOf(hub, {
        ...question,
        states: state === 'all' ? undefined : [state],
        retrying: retrying === undefined ? undefined : retrying === 'true',
      })
      return readPage(request.query, (page) => readIssues(hub, filter, page), showIssue)
    },
  )
  app.get(
    '/issues/:id',
    {
      schema: {
        operationId: 'getIssue',
        tags: ['issues'],
        summary: 'One issue: its cause in words, and what to do about it',
        params: idParam,
        response: { 200: IssueBody, ...problemResponse },
      },
    },
    async (request) => showIssue(await requireIssue(hub, request.params.id)),
  )
  app.get(
    '/issues/:id/members',
    {
      schema: {
        operationId: 'listIssueMembers',
        tags: ['issues'],
        summary: 'The records of an issue that have not passed yet',
        params: idParam,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(MemberBody), ...problemResponse },
      },
    },
    async (request) => {
      const { id } = await requireIssue(hub, request.params.id)
      return readPage(request.query, (page) => listMembers(hub.db, hub.workspaceId, id, page), showMember)
    },
  )
}

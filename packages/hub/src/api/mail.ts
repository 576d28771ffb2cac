import { z } from 'zod'
import { sendTestMail } from '../operations/try-mail.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const TestedBody = z.object({ to: z.int().describe('How many addresses it went to') }).meta({ id: 'MailTested' })

export function mailRoutes(app: Api, { hub }: ApiOptions): void {
  app.post(
    '/mail/test',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'testMail',
        tags: ['health'],
        summary: 'Send a test mail to whom alerts go',
        response: { 200: TestedBody, ...problemResponse },
      },
    },
    () => sendTestMail(hub),
  )
}

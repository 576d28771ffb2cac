import { z } from 'zod'
import { changeSettings } from '../operations/change-settings.ts'
import type { Hub } from '../operations/hub.ts'
import { readSettings, SettingsChange, WorkspaceSettings } from '../store/workspace-settings.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const SettingsBody = WorkspaceSettings.extend({
  mail: z
    .object({ server: z.string(), from: z.string(), to: z.array(z.string()) })
    .nullable()
    .describe('The mail server that the hub was started with; null: it sends no mail'),
}).meta({ id: 'Settings' })

const tags = ['settings']

export function settingsRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/settings',
    {
      schema: {
        operationId: 'getSettings',
        tags,
        summary: 'What the business chose: brakes, identity, retention, notifications, loyalty',
        response: { 200: SettingsBody, ...problemResponse },
      },
    },
    async () => ({ ...(await readSettings(hub.db, hub.workspaceId)), mail: mailOf(hub) }),
  )
  app.patch(
    '/settings',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'changeSettings',
        tags,
        summary: 'Change some of it; what is left out stays as it is',
        body: SettingsChange,
        response: { 200: SettingsBody, ...problemResponse },
      },
    },
    async (request) => ({ ...(await changeSettings(hub, request.body, request.actor)), mail: mailOf(hub) }),
  )
}

function mailOf({ mail }: Hub): z.output<typeof SettingsBody>['mail'] {
  return mail === undefined ? null : { server: mail.server, from: mail.from, to: [...mail.to] }
}

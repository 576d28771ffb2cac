import { countOpenIssues, selectStopped } from '../store/issue-view.ts'
import type { Stall } from '../work/watchman.ts'
import type { Hub } from './hub.ts'

interface Status {
  status: 'ok' | 'troubled'
  stalls: Stall[]
  stopped: string[]
  openIssues: number
  mail: 'on' | 'off'
}

/** How the hub is, for whoever watches it. */
export async function readStatus(hub: Hub): Promise<Status> {
  const stalls = hub.stalls?.() ?? []
  const [stopped, openIssues] = await Promise.all([
    selectStopped(hub.db, hub.workspaceId),
    countOpenIssues(hub.db, hub.workspaceId, hub.now()),
  ])
  const status = stalls.length + stopped.length === 0 ? 'ok' : 'troubled'
  return { status, stalls, stopped, openIssues, mail: hub.mail === undefined ? 'off' : 'on' }
}

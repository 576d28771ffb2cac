import { isDeepStrictEqual } from 'node:util'
import { inTransaction } from '../db/in-transaction.ts'
import { traitsFollowerName } from '../loyalty/people/traits-follower.ts'
import { settleUnmapped } from '../loyalty/stores/unmapped.ts'
import { restartFollower } from '../store/follower.ts'
import {
  changed,
  lockSettings,
  readSettings,
  type SettingsChange,
  type WorkspaceSettings,
  writeSettings,
} from '../store/workspace-settings.ts'
import type { Actor, Hub } from './hub.ts'

/** Changes what the business chose, and keeps what the change does not name. In force from the next page on. */
export async function changeSettings(hub: Hub, change: SettingsChange, actor: Actor): Promise<WorkspaceSettings> {
  const settings = await inTransaction(hub.db, async (tx) => {
    await lockSettings(tx, hub.workspaceId)
    const before = await readSettings(tx, hub.workspaceId)
    const after = changed(before, change)
    await writeSettings(tx, hub.workspaceId, after)
    // Everybody is looked at again: other traits count now, or what counts is to be acted on.
    if (!isDeepStrictEqual(traitRulesOf(before), traitRulesOf(after))) {
      await restartFollower(tx, hub.workspaceId, traitsFollowerName)
    }
    // With a loyalty programme every order is to be some store's.
    if (change.loyalty !== undefined) await settleUnmapped(tx, hub.workspaceId, null, hub.now())
    return after
  })
  hub.log.info('settings.changed', { sections: Object.keys(change), actor })
  return settings
}

function traitRulesOf({ identity, loyalty }: WorkspaceSettings) {
  const { sameKey: _, ...rules } = identity
  return { ...rules, country: loyalty.signUp.country }
}

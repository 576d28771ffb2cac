import type { Account, Actor } from './account.ts'
import type { Profile } from './profile.ts'

export type OptInProcess = 'single_opt_in' | 'double_opt_in'

/** One list, with the second at which each member joined, by profile id. */
export interface List {
  readonly id: string
  name: string
  optInProcess: OptInProcess
  created: number
  updated: number
  members: Map<string, number>
}

export function createList(account: Account, actor: Actor, name: string, optInProcess?: OptInProcess): List {
  const at = account.seconds()
  const id = account.ids.short((taken) => account.lists.has(taken))
  const process = optInProcess ?? (account.settings.doubleOptIn ? 'double_opt_in' : 'single_opt_in')
  const list: List = { id, name, optInProcess: process, created: at, updated: at, members: new Map() }
  account.lists.set(id, list)
  account.effects.record('list.create', id, actor.by, { name })
  return list
}

/** Membership alone; consent is another matter. Adding a member again does nothing ([U]: no error either). */
export function addToList(account: Account, actor: Actor, list: List, profile: Profile): void {
  if (list.members.has(profile.id)) return
  list.members.set(profile.id, account.seconds())
  account.effects.record('list.add', profile.id, actor.by, { list: list.id })
}

export function removeFromList(account: Account, actor: Actor, list: List, profile: Profile): void {
  if (list.members.delete(profile.id)) account.effects.record('list.remove', profile.id, actor.by, { list: list.id })
}

export function listsOf(account: Account, profile: Profile): List[] {
  return [...account.lists.values()].filter((list) => list.members.has(profile.id))
}

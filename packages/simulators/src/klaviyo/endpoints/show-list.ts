import type { List } from '../account/lists.ts'
import { stamp } from '../wire/reply.ts'
import { fieldPicker } from '../wire/sparse-fields.ts'
import type { Resource } from './documents.ts'

/** A list; `profile_count` only where it is asked for. */
export function showList(list: List, fields?: string[], additional: string[] = []): Resource {
  const attributes: Record<string, unknown> = {
    name: list.name,
    created: stamp(list.created),
    updated: stamp(list.updated),
    opt_in_process: list.optInProcess,
    profile_count: list.members.size,
  }
  const names = fields ?? ['name', 'created', 'updated', 'opt_in_process', ...additional]
  return { type: 'list', id: list.id, attributes: fieldPicker(names)((name) => attributes[name]) }
}

import type { SyncContext } from '../sync/context.ts'
import { editRecord as edit } from '../sync/edit.ts'
import type { EditRecord } from './hub.ts'
import { Refusal } from './refusal.ts'

/** Edits by a person's hand, refused in words where the record would not be sound. */
export function recordEditor(context: SyncContext): EditRecord {
  return async (id, fields, actor, from) => {
    const done = await edit(context, { id, fields, actor, from })
    if (done === null) {
      throw new Refusal('unknown', 'unknown_record', `No record of this hub has the id ${id}: nothing was changed`)
    }
    if ('version' in done) return done
    if ('overtakenBy' in done) {
      throw new Refusal(
        'overtaken',
        'record_changed',
        `Record ${id} was not changed: the edit was made from version ${from}, and it has version ${done.overtakenBy} by now. Read it again`,
        { facts: { version: done.overtakenBy } },
      )
    }
    const { code, message, facts } = done.refused
    throw new Refusal('invalid', code.toLowerCase(), `Record ${id} was not changed: ${message}`, { facts: facts ?? {} })
  }
}

import type { Session, Source } from '@trefoil/sdk'
import { z } from 'zod'
import { readCursor } from '../cursor.ts'
import type { ListPermission } from '../permissions.ts'
import { type Row, readList } from '../read-list.ts'
import { place, readOn } from '../read-on.ts'

/** A kind of thing that is listed whole each time: what changed is found by comparing. */
export interface Listed<T> {
  name: string
  title: string
  schema: z.ZodType<T>
  permission: ListPermission
  /** More that it takes, by the vendor's own names. */
  needs?: string[]
  path: string
  /** Not more than three names. */
  expand?: string
  read(row: Row, session: Session): T
  /** Throws where nothing that is listed could be believed. */
  prove?(session: Session): Promise<void>
}

const mostIds = 100

/**
 * Clover marks most changes of such things with a time, but not all of them, so every listing is a full one. Rows that
 * are marked as deleted, which some merchants' lists still show, are gone.
 */
export function listSource<T extends { id?: string | undefined }>(of: Listed<T>): Source<T> {
  const expanded: [string, string][] = of.expand === undefined ? [] : [['expand', of.expand]]
  return {
    title: of.title,
    schema: of.schema,
    needs: [of.permission, ...(of.needs ?? [])],
    key: (record) => record.id ?? '',
    version: () => '',

    async pull(session, { cursor, limit }) {
      await of.prove?.(session)
      const from = cursor === null ? { offset: 0 } : readCursor(listCursor, cursor, of.name)
      const list = (offset: number, most: number) =>
        readList(session, of.permission, [...expanded, ['limit', String(most)], ['offset', String(offset)]], of.path)
      const { rows, next } = await readOn(list, from, limit)
      return {
        records: rows.filter((row) => !isDeleted(row)).map((row) => of.read(row, session)),
        gone: rows.filter(isDeleted).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
        cursor: next === null ? { v: 1, offset: 0 } : { v: 1, offset: next.offset, last: next.last ?? '' },
        more: next !== null,
      }
    },

    async fetch(session, ids) {
      await of.prove?.(session)
      const found = new Map<string, T | 'gone'>(ids.map((id) => [id, 'gone']))
      const asked = [...found.keys()].filter((id) => /^[0-9A-Za-z]{1,64}$/.test(id))
      for (let at = 0; at < asked.length; at += mostIds) {
        const list = asked.slice(at, at + mostIds).map((id) => `'${id}'`)
        const query: [string, string][] = [
          ['filter', `id in (${list.join(',')})`],
          ...expanded,
          ['limit', String(mostIds)],
        ]
        for (const row of await readList(session, of.permission, query, of.path)) {
          if (typeof row.id === 'string' && found.has(row.id) && !isDeleted(row))
            found.set(row.id, of.read(row, session))
        }
      }
      return found
    },
  }
}

const listCursor = z.strictObject({ v: z.literal(1), ...place.shape })

export function isDeleted(row: Row): boolean {
  return row.deleted === true || typeof row.deletedTime === 'number'
}

import type { Session, Source } from '@trefoil/sdk'
import { z } from 'zod'
import { readCursor } from '../cursor.ts'
import type { ListPermission } from '../permissions.ts'
import { type Row, readList } from '../read-list.ts'
import { readNamed } from '../read-named.ts'
import { place, readOn } from '../read-on.ts'
import { isDeleted } from '../wire.ts'

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
      const rows = await readNamed(session, of.permission, ids, { expand: of.expand, list: of.path })
      return new Map(
        ids.map((id) => {
          const row = rows.get(id)
          return [id, row === undefined || isDeleted(row) ? 'gone' : of.read(row, session)]
        }),
      )
    },
  }
}

const listCursor = z.strictObject({ v: z.literal(1), ...place.shape })

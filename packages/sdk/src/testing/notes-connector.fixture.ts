import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { Fault } from '../fault.ts'
import type { Source } from '../source.ts'
import type { Outcome } from '../target.ts'

const note = z.object({
  id: z.string(),
  seq: z.number(),
  changed: z.string(),
  title: z.string(),
  text: z.string().nullable(),
  stars: z.number(),
  pinned: z.boolean(),
})
const noteWrite = z.object({
  title: z.string().optional(),
  text: z.string().nullable().optional(),
  stars: z.unknown().optional(),
  pinned: z.boolean().optional(),
})
const noteList = z.object({ notes: z.array(note) })
const result = z.union([z.object({ id: z.string(), isNew: z.boolean() }), z.object({ error: z.string() })])
const cursorShape = z.strictObject({ v: z.literal(1), after: z.number() })

const notes: Source<z.output<typeof note>> = {
  title: 'Notes',
  schema: note,
  needs: ['notes.read'],
  key: (record) => record.id,
  version: (record) => record.changed,
  async pull({ http }, { cursor, limit }) {
    const read = cursorShape.safeParse(cursor ?? { v: 1, after: 0 })
    if (!read.success) throw new Fault('invalid', `not a cursor of the notes: ${JSON.stringify(cursor)}`)
    const { after } = read.data
    const { notes } = promised(noteList, (await http.get('/notes', { query: { after, limit } })).json)
    return {
      records: notes,
      gone: [],
      cursor: { v: 1, after: notes.at(-1)?.seq ?? after },
      more: notes.length === limit,
    }
  },
  async fetch({ http }, ids) {
    const { notes } = promised(noteList, (await http.get('/notes', { query: { ids: ids.join(',') } })).json)
    return new Map(ids.map((id) => [id, notes.find((each) => each.id === id) ?? 'gone']))
  },
}

const noteSecrets = z.object({ key: z.string() })

export function keyOf(secret: string) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  return crypto.subtle.importKey('raw', Buffer.from(secret), algorithm, false, ['sign', 'verify'])
}

/** An honest connector of the pretend notes: it must pass every check. */
export const notesConnector: Connector<{ token: string }, object> = {
  id: 'notes',
  title: 'Notes',
  category: 'Test',
  credentials: z.object({ token: z.string().meta({ secret: true }) }),
  settings: z.object({}),
  limits: [],
  http: ({ credentials }) => ({
    baseUrl: 'https://notes.example',
    headers: { authorization: `Bearer ${credentials.token}` },
    fault: ({ status, json }) => {
      const needed = /notes\.\w+/.exec(JSON.stringify(json) ?? '')?.[0] ?? 'a permission'
      return status === 403 ? new Fault('permission', `Notes refused: grant ${needed} to the token`) : undefined
    },
  }),
  async check({ http }) {
    const { id, may } = promised(
      z.object({ id: z.string(), may: z.array(z.string()) }),
      (await http.get('/account')).json,
    )
    const state = (permission: string) => (may.includes(permission) ? 'granted' : 'missing')
    return {
      account: id,
      label: id,
      permissions: { 'notes.read': state('notes.read'), 'notes.write': state('notes.write') },
    }
  },
  webhooks: {
    secrets: noteSecrets,
    async verify({ headers, body }, secrets) {
      const given = Buffer.from(headers['notes-signature'] ?? '', 'hex')
      return crypto.subtle.verify('HMAC', await keyOf(noteSecrets.parse(secrets).key), given, new Uint8Array(body))
    },
    read: ({ body }) => {
      const { account, id } = z
        .object({ account: z.string(), id: z.string() })
        .parse(JSON.parse(`${Buffer.from(body)}`))
      return [{ delivery: '', account, source: 'notes', id, change: 'upsert' }]
    },
  },
  sources: { notes },
  targets: {
    notes: {
      title: 'Notes',
      schema: noteWrite,
      needs: ['notes.write'],
      maxBatch: 10,
      matchBy: ['title'],
      async find({ http }, key, values) {
        const found = values.map(async (value) => {
          const { notes } = promised(noteList, (await http.get('/notes', { query: { [key]: value } })).json)
          return [value, notes.map(({ id }) => id)] as const
        })
        return new Map(await Promise.all(found))
      },
      // One write goes by itself, several as a job that answers later.
      async upsert({ http }, writes) {
        const wishes = writes.map(({ id, data }) => ({ ...noteWrite.parse(data), ...(id === null ? {} : { id }) }))
        const [only] = wishes
        if (only !== undefined && wishes.length === 1)
          return [asOutcome((await http.post('/notes', JSON.parse(JSON.stringify(only)), { allow: [400] })).json)]
        const { json } = await http.post('/bulk', JSON.parse(JSON.stringify(wishes)))
        const { job } = promised(z.object({ job: z.string() }), json)
        return writes.map((): Outcome => ({ status: 'accepted', receipt: job }))
      },
      async settle({ http }, receipt) {
        const { json } = await http.get(`/jobs/${receipt}`)
        const job = promised(z.object({ isDone: z.boolean(), results: z.array(z.unknown()) }), json)
        return job.isDone ? job.results.map(asOutcome) : 'pending'
      },
    },
  },
}

function promised<T>(shape: z.ZodType<T>, json: unknown): T {
  const read = shape.safeParse(json)
  if (read.success) return read.data
  throw new Fault('protocol', 'Notes answered with something that its documents do not promise', { cause: read.error })
}

function asOutcome(json: unknown): Outcome {
  const saved = promised(result, json)
  if ('error' in saved) return { status: 'failed', fault: new Fault('invalid', saved.error, { field: 'stars' }) }
  return { status: saved.isNew ? 'created' : 'updated', id: saved.id }
}

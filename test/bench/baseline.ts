/**
 * What the main job is measured against: a script that a good engineer would write for this one shop, without a hub.
 * It keeps customers, cursor and outbox in one transaction of PostgreSQL, and imports from the outbox in bulk. It has no
 * mapping language, no provenance, no history, no limits and no second try.
 */
import pg from 'pg'
import type { BenchDatabase } from './fresh-database.ts'
import { type Figures, meter } from './meter.ts'
import { startVendors, type Vendors } from './vendors.ts'

interface Row {
  id: string
  profile: { type: 'profile'; attributes: Record<string, unknown> }
}

export async function baselineJob(customers: number, database: BenchDatabase): Promise<Figures> {
  const vendors = await startVendors(customers)
  const pool = new pg.Pool({ connectionString: database.url, max: 2 })
  try {
    await pool.query('create table customer (id text primary key, profile jsonb not null)')
    await pool.query('create table outbox (id text primary key)')
    await pool.query('create table cursor (at integer not null)')
    await pool.query('insert into cursor values (0)')
    const job = async () => {
      const state = { isDone: false }
      await Promise.all([readAll(pool, vendors).then(() => (state.isDone = true)), sendAll(pool, vendors, state)])
    }
    return await meter(customers, job, { vendors: vendors.pid, database: database.pid })
  } finally {
    await pool.end()
    await vendors.stop()
  }
}

async function readAll(pool: pg.Pool, { clover }: Vendors): Promise<void> {
  const read = async (offset: number): Promise<Row[]> => {
    const url = `${clover.url}/v3/merchants/${clover.merchantId}/customers?expand=addresses,emailAddresses,phoneNumbers&limit=1000&offset=${offset}`
    const reply = await fetch(url, { headers: { authorization: `Bearer ${clover.token}` } })
    const { elements } = JSON.parse(await reply.text())
    return elements.flatMap(rowOf)
  }
  let next = read(0)
  for (let offset = 0; ; offset += 1_000) {
    const rows = await next
    if (rows.length === 0) return
    next = read(offset + 1_000)
    const client = await pool.connect()
    await client.query('begin')
    const json = JSON.stringify(rows)
    await client.query(
      `insert into customer select id, profile from jsonb_to_recordset($1::jsonb) as r(id text, profile jsonb)
       on conflict (id) do update set profile = excluded.profile`,
      [json],
    )
    await client.query('insert into outbox select id from jsonb_to_recordset($1::jsonb) as r(id text)', [json])
    await client.query('update cursor set at = $1', [offset])
    await client.query('commit')
    client.release()
  }
}

interface CloverCustomer {
  id: string
  firstName?: string
  lastName?: string
  emailAddresses?: { elements: { emailAddress: string }[] }
  addresses?: { elements: { address1?: string; city?: string; state?: string; zip?: string; country?: string }[] }
}

function rowOf(customer: CloverCustomer): Row[] {
  const email = customer.emailAddresses?.elements[0]?.emailAddress
  if (email === undefined || !/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(email)) return []
  const [address] = customer.addresses?.elements ?? []
  const { firstName: first_name, lastName: last_name } = customer
  const location = { address1: address?.address1, city: address?.city, region: address?.state, zip: address?.zip }
  const attributes = { email: email.toLowerCase(), external_id: customer.id, first_name, last_name, location }
  return [{ id: customer.id, profile: { type: 'profile', attributes } }]
}

async function sendAll(pool: pg.Pool, { klaviyo }: Vendors, state: { isDone: boolean }): Promise<void> {
  const headers = {
    authorization: `Klaviyo-API-Key ${klaviyo.apiKey}`,
    revision: '2026-07-15',
    'content-type': 'application/vnd.api+json',
  }
  for (;;) {
    const isLast = state.isDone
    const { rows } = await pool.query<Row>('select id, profile from outbox join customer using (id) limit 10000')
    if (rows.length > 0) {
      const data = [...new Map(rows.map((row) => [row.profile.attributes.email, row.profile])).values()]
      const body = { data: { type: 'profile-bulk-import-job', attributes: { profiles: { data } } } }
      const url = `${klaviyo.url}/api/profile-bulk-import-jobs`
      const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
      if (reply.status !== 202) throw new Error(`The import was refused: ${(await reply.text()).slice(0, 300)}`)
      const job: { data: { id: string } } = JSON.parse(await reply.text())
      await finished(`${url}/${job.data.id}`, headers)
      await pool.query('delete from outbox where id = any($1::text[])', [rows.map((row) => row.id)])
    } else if (isLast) {
      return
    } else {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function finished(url: string, headers: Record<string, string>): Promise<void> {
  for (;;) {
    const job: { data: { attributes: { status: string } } } = JSON.parse(await (await fetch(url, { headers })).text())
    if (job.data.attributes.status === 'complete') return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

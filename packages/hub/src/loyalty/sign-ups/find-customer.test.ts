import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../../test/database/test-database.ts'
import type { Db } from '../../db/database.ts'
import { changed, usualSettings, writeSettings } from '../../store/workspace-settings.ts'
import { findCustomer } from './find-customer.ts'

let db: Db
beforeEach(async () => {
  db = (await testDatabase()).kysely
})

const phone = '+16175550142'

async function customer(id: number, phoneNumber: string, emailAddress: string | null = null): Promise<void> {
  const data = JSON.stringify({ customerNumber: `C${id}`, emailAddress, addresses: [{ id: 'A', phoneNumber }] })
  await sql`insert into record (workspace_id, id, entity, data, provenance)
    values (1, ${id}, 'Customer', ${data}::jsonb, '{}')`.execute(db)
  if (emailAddress === null) return
  await sql`insert into record_key (workspace_id, entity, name, value, record_id)
    values (1, 'Customer', 'emailAddress', ${emailAddress}, ${id})`.execute(db)
}

async function isKnownBy(id: number, value: string): Promise<void> {
  await sql`insert into customer_trait (workspace_id, record_id, trait, value) values (1, ${id}, 'phone', ${value})`.execute(
    db,
  )
}

async function changes(id: number, times = 1): Promise<void> {
  await sql`insert into change (workspace_id, record_id, entity, version, actor)
    select 1, ${id}, 'Customer', version, 'x' from generate_series(1, ${times}::int) version`.execute(db)
}

const found = async (of: { phone?: string; email?: string }) =>
  (await findCustomer(db, 1, { ...of, country: 'US' }))?.id ?? null

test('a customer is found by a phone that they are known by', async () => {
  await customer(1, '(617) 555-0142')
  await isKnownBy(1, phone)
  expect(await found({ phone })).toBe(1)
})

test('a customer who came a moment ago is found, and one who has another phone by now is not', async () => {
  await customer(1, '617 555 0142')
  await changes(1)
  await customer(2, '617 555 0199')
  await isKnownBy(2, '+16175550143')
  expect(await found({ phone })).toBe(1)
  expect(await found({ phone: '+16175550143' })).toBe(null)
})

test('where more changed than is worth looking at, and where the phone is no trait, all customers are read through', async () => {
  await customer(1, '617.555.0142')
  await changes(2, 1_001)
  expect(await found({ phone })).toBe(1)
  await sql`delete from change`.execute(db)
  expect(await found({ phone })).toBe(null)
  await writeSettings(db, 1, changed(usualSettings, { identity: { traits: ['email'] } }))
  expect(await found({ phone })).toBe(1)
})

test('the phone goes before the e-mail address; of a family with one phone the address tells who it is', async () => {
  await customer(1, '617-555-0142', 'ann@example.com')
  await customer(2, '617-555-0199', 'bo@example.com')
  for (const id of [1, 2]) await changes(id)
  expect(await found({ phone, email: 'bo@example.com' })).toBe(1)
  expect(await found({ phone: '+16175550177', email: ' BO@example.com' })).toBe(2)
  await customer(3, '617-555-0142', 'cleo@example.com')
  await changes(3)
  expect(await found({ phone, email: 'cleo@example.com' })).toBe(3)
  expect(await found({ phone })).toBe(null)
})

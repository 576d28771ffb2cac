import type { Random } from '../../server/seeded-random.ts'
import type { Catalogue } from '../shop/catalogue.ts'
import { newCloverId } from '../shop/ids.ts'
import { cardTenderId, cashTenderId } from '../shop/payments.ts'
import { ownerId, waiterIds } from './staff-ids.ts'

const since = 1735732800000

/** Who works in the shop, and what it is run with. A new merchant has no order types and no discounts. */
export function fillHouse({ shelves }: Catalogue, random: Random): void {
  const roles = ['OWNER', 'ADMIN', 'MANAGER', 'EMPLOYEE'].map((systemRole) => ({
    id: newCloverId(random),
    name: systemRole.charAt(0) + systemRole.slice(1).toLowerCase(),
    systemRole,
  }))
  for (const role of roles) shelves.roles.put(role)
  // The PIN stands in the list as it does at the vendor's.
  shelves.employees.put({
    id: ownerId,
    name: 'Kafé Owner',
    pin: '0000',
    role: 'OWNER',
    isOwner: true,
    modifiedTime: since,
  })
  for (const [n, id] of waiterIds.entries()) {
    const name = ['Ada Blom', 'Bo Chen', 'Çiğdem Öz'][n] ?? `Waiter ${n}`
    const email = n === 2 ? {} : { email: `waiter${n}@example.com` }
    const row = { id, name, nickname: name.split(' ')[0], pin: `000${n + 1}`, role: 'EMPLOYEE', isOwner: false }
    shelves.employees.put({ ...row, ...email, modifiedTime: since + n * 1000 })
  }
  for (const [id, label, key] of [
    [cashTenderId, 'Cash', 'cash'],
    [cardTenderId, 'Credit Card', 'credit_card'],
    [newCloverId(random), 'Check', 'check'],
    [newCloverId(random), 'External Payment', 'external_payment'],
  ] as const) {
    const drawer = { editable: false, opensCashDrawer: key === 'cash', supportsTipping: key === 'credit_card' }
    shelves.tenders.put({ id, labelKey: `com.clover.tender.${key}`, label, enabled: true, visible: true, ...drawer })
  }
  shelves.openingHours.put({ id: newCloverId(random), name: 'Opening hours', monday: { elements: [] } })
  for (const percentage of [15, 18, 20]) {
    shelves.tipSuggestions.put({ id: newCloverId(random), name: `${percentage} %`, percentage, isEnabled: true })
  }
  shelves.devices.put({ id: random.uuid(), name: 'Till', model: 'Station', serial: 'C000TEST0001' })
}

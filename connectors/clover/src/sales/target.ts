import type { Target } from '@trefoil/sdk'
import { dashboardPage } from '../dashboard-page.ts'
import { findSales } from './find-sales.ts'
import { saleWrite } from './sale-write.ts'
import { writeSales } from './write-sales.ts'

/** Orders of elsewhere, put together at the till: for those who pick them up there, and for its books. */
export const salesTarget: Target = {
  title: 'Orders with their lines, discounts, service charge, taxes and customer',
  schema: saleWrite,
  needs: ['ORDERS_R', 'ORDERS_W', 'INVENTORY_R', 'MERCHANT_R', 'EMPLOYEES_R'],
  maxBatch: 20,
  matchBy: ['externalReferenceId'],
  page: (session, id) => dashboardPage(session, 'orders', id),
  find: findSales,
  upsert: writeSales,
}

import { Fault, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { merchantPath } from '../merchant-path.ts'
import { withPermission } from '../with-permission.ts'

// Only these are taken: the object holds the merchant's bank numbers, too.
const properties = z.object({ trackStock: z.boolean().nullish(), defaultCurrency: z.string().nullish() })

type Properties = z.output<typeof properties>

/** The merchant's settings, read once while the session is open. */
export function propertiesOf(session: Session): Promise<Properties> {
  return session.memo('clover.properties', async () => {
    const path = `${merchantPath(session)}/properties`
    const reply = await withPermission(session, 'MERCHANT_R', () => session.http.get(path))
    const read = properties.safeParse(reply.json)
    if (read.success) return read.data
    throw new Fault('protocol', "Clover answered a read of the merchant's properties with something else")
  })
}

/**
 * Where stock is not tracked, Clover takes every quantity and counts none: what is read there is old, and what is
 * written is shown nowhere. The exact fix is told instead.
 */
export async function assertTracked(session: Session): Promise<void> {
  const { trackStock } = await propertiesOf(session)
  if (trackStock !== false) return
  throw new Fault(
    'permission',
    'Clover does not track stock for this merchant, so that quantities are neither counted nor shown: ' +
      'switch it on in Clover under Inventory, Setup, Track Stock, and resume the flow',
    { code: 'TRACK_STOCK_OFF' },
  )
}

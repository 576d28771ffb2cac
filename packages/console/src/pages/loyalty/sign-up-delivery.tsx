import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RefreshCw } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { Copy } from '../../components/copy.tsx'
import { FaultLine, Mark } from '../../components/mark.tsx'
import { May } from '../../components/may.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { useSyncOne } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'

type Delivery = Schemas['SignUp']['deliveries'][number]

/** What became of a sign-up at one destination. */
export function SignUpDelivery({ customerId, delivery }: { customerId: number; delivery: Delivery }) {
  const { connection, externalId, state, isEnabled } = delivery
  const isThere = state === 'done' && externalId !== null
  return (
    <div>
      <div className="row-actions">
        <Link to="/connections/$name" params={{ name: connection }}>
          {connection}
        </Link>
        <Standing delivery={delivery} />
        {externalId !== null && <Copy text={externalId} />}
        {!isThere && isEnabled && (
          <May needs="operator">
            <TryAgain flow={delivery.flow} customerId={customerId} />
          </May>
        )}
      </div>
      <FaultLine fault={delivery.fault} />
      {!isEnabled && !isThere && (
        <Link to="/flows/$name" params={{ name: delivery.flow }}>
          {t('The flow rests: see why')}
        </Link>
      )}
    </div>
  )
}

function Standing({ delivery: { state, externalId, fault, isEnabled } }: { delivery: Delivery }) {
  if (state === 'held') return <Mark tone="amber">{t('Held')}</Mark>
  if (state === 'done') {
    return externalId === null ? <Mark tone="quiet">{t('Not sent')}</Mark> : <Mark tone="good">{t('Delivered')}</Mark>
  }
  if (!isEnabled) return <Mark tone="stop">{t('Waits')}</Mark>
  return fault === null ? <Mark tone="wait">{t('On its way')}</Mark> : <Mark tone="amber">{t('Tried again')}</Mark>
}

function TryAgain({ flow, customerId }: { flow: string; customerId: number }) {
  const sync = useSyncOne(flow)
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<RefreshCw size={14} aria-hidden />}
      loading={sync.isPending}
      onClick={() =>
        sync.mutate(
          { id: customerId },
          { onSuccess: ({ run }) => tell(t('Queued as run {run}', { run })), onError: tellTrouble },
        )
      }
    >
      {t('Try again')}
      <span className="unseen">
        {' '}
        {flow} {customerId}
      </span>
    </Button>
  )
}

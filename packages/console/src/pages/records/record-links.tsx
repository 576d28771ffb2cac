import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { Copy } from '../../components/copy.tsx'
import { FaultLine, Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { flowsQuery, useSyncOne } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'

type Full = Schemas['RecordInFull']

/** Where this record is known, and how it stands towards each place. */
export function RecordLinks({ record }: { record: Full }) {
  const links = record.links.filter(({ connection }) => connection !== null)
  const unlinked = record.deliveries.filter(({ connection }) => !links.some((link) => link.connection === connection))
  return (
    <Sheet title={t('Known by')}>
      <div className="cards cards-one">
        {links.map((link) => (
          <LinkCard
            key={link.id}
            record={record}
            link={link}
            delivery={record.deliveries.find(({ connection }) => connection === link.connection)}
          />
        ))}
        {unlinked.map((delivery) => (
          <LinkCard key={delivery.flow} record={record} delivery={delivery} />
        ))}
        {links.length + unlinked.length === 0 && <Text c="dimmed">{t('No connection knows this record.')}</Text>}
      </div>
    </Sheet>
  )
}

interface LinkCardProps {
  record: Full
  link?: Full['links'][number]
  delivery?: Full['deliveries'][number] | undefined
}

function LinkCard({ record, link, delivery }: LinkCardProps) {
  const flow = delivery?.flow ?? link?.flow ?? null
  return (
    <div className="card">
      <div className="card-head">
        <Text fw={600}>{link?.connection ?? delivery?.connection}</Text>
        {link !== undefined && link.goneAt !== null && <Mark tone="stop">{t('Gone there')}</Mark>}
        {delivery !== undefined && <DeliveryMark delivery={delivery} />}
      </div>
      {link !== undefined && <Copy text={link.externalId} />}
      {link !== undefined && link.contribution !== null && (
        <Text size="sm" c="dimmed">
          {t('last said')} <When at={link.updatedAt} />
        </Text>
      )}
      {delivery !== undefined && (
        <Text size="sm" c="dimmed">
          {t('version {done} of {wanted} is there', { done: delivery.doneVersion, wanted: delivery.wantedVersion })} ·{' '}
          <When at={delivery.updatedAt} />
        </Text>
      )}
      <FaultLine fault={delivery?.fault ?? null} />
      {flow !== null && <SyncButton flow={flow} id={record.id} />}
    </div>
  )
}

function DeliveryMark({ delivery }: { delivery: Full['deliveries'][number] }) {
  if (delivery.state === 'done') return <Mark tone="good">{t('Delivered')}</Mark>
  if (delivery.state === 'held') return <Mark tone="amber">{t('Held')}</Mark>
  return delivery.attempts > 0 ? (
    <Mark tone="amber">{t('Tried again')}</Mark>
  ) : (
    <Mark tone="wait">{t('On its way')}</Mark>
  )
}

function SyncButton({ flow, id }: { flow: string; id: number }) {
  const sync = useSyncOne(flow)
  const flows = useQuery(flowsQuery)
  const isOff = flows.data?.data.find(({ name }) => name === flow)?.state !== 'enabled'
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<RefreshCw size={14} aria-hidden />}
      loading={sync.isPending}
      disabled={isOff}
      onClick={() =>
        sync.mutate({ id }, { onSuccess: ({ run }) => tell(t('Queued as run {run}', { run })), onError: tellTrouble })
      }
    >
      {t('Sync now')}
      <span className="unseen"> {flow}</span>
    </Button>
  )
}

import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RefreshCw } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { Copy } from '../../components/copy.tsx'
import { FaultLine, Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { fieldAt, fieldText } from '../../field-text.ts'
import { flowsQuery, useSyncOne } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { fieldLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { LinkDialog } from './link-dialog.tsx'
import { UnlinkDialog } from './unlink-dialog.tsx'
import { ValidateDialog } from './validate-dialog.tsx'

type Full = Schemas['RecordInFull']

/** Where this record is known, what each place says of it, and how it stands towards it. */
export function RecordLinks({ record }: { record: Full }) {
  const links = record.links.filter(({ connection }) => connection !== null)
  const words = record.links.filter(({ connection, contribution }) => connection === null && contribution !== null)
  const unlinked = record.deliveries.filter(
    ({ connection }) => !links.some((link) => link.connection === connection && link.goneAt === null),
  )
  const isMendable = useMay('operator') && record.deletedAt === null
  return (
    <Sheet title={t('Known by')} actions={isMendable && <LinkDialog record={record} />}>
      <div className="cards cards-one">
        {links.map((link) => (
          <LinkCard
            key={link.id}
            record={record}
            link={link}
            delivery={
              isWritten(link, links)
                ? record.deliveries.find(({ connection }) => connection === link.connection)
                : undefined
            }
          />
        ))}
        {unlinked.map((delivery) => (
          <LinkCard key={delivery.flow} record={record} delivery={delivery} />
        ))}
        {words.map((said) => (
          <div key={said.id} className="card">
            <Text fw={600}>{said.externalId.startsWith('sign-up:') ? t('Loyalty form') : t('Edits by people')}</Text>
            <Text size="sm" c="dimmed">
              {t('last written')} <When at={said.updatedAt} />
            </Text>
            <Said record={record} contribution={said.contribution} />
          </div>
        ))}
        {links.length + unlinked.length === 0 && <Text c="dimmed">{t('No connection knows this record.')}</Text>}
      </div>
    </Sheet>
  )
}

/** Of two ids at a connection the record's own is written; the one that came by a merge is only read. */
function isWritten(link: Full['links'][number], all: Full['links']): boolean {
  const isOwn = (each: Full['links'][number]) =>
    each.connection === link.connection && each.goneAt === null && !each.isMerged
  return link.goneAt === null && (!link.isMerged || !all.some(isOwn))
}

interface LinkCardProps {
  record: Full
  link?: Full['links'][number]
  delivery?: Full['deliveries'][number] | undefined
}

function LinkCard({ record, link, delivery }: LinkCardProps) {
  const flow = delivery?.flow ?? link?.flow ?? null
  const name = link?.connection ?? delivery?.connection ?? ''
  const isMendable = useMay('operator') && record.deletedAt === null
  return (
    <div className="card">
      <div className="card-head">
        <Link to="/connections/$name" params={{ name }} className="card-name">
          {name}
        </Link>
        {link !== undefined && link.goneAt !== null && <Mark tone="stop">{t('Gone there')}</Mark>}
        {delivery !== undefined && <DeliveryMark delivery={delivery} />}
      </div>
      {link === undefined ? (
        <Text size="sm" c="dimmed">
          {t('not linked')}
        </Text>
      ) : (
        <Copy text={link.externalId} />
      )}
      {link?.isMerged === true && (
        <Text size="sm" c="dimmed">
          {t('came by a merge')}
        </Text>
      )}
      {link !== undefined && link.contribution !== null && (
        <Text size="sm" c="dimmed">
          {t('last said')} <When at={link.updatedAt} />
        </Text>
      )}
      {delivery !== undefined && (
        <Text size="sm" c="dimmed">
          {deliveredText(delivery)} · <When at={delivery.updatedAt} />
        </Text>
      )}
      <FaultLine fault={delivery?.fault ?? null} />
      {link !== undefined && <Said record={record} contribution={link.contribution} />}
      {isMendable && (
        <div className="row-actions card-actions">
          {flow !== null && <SyncButton flow={flow} id={record.id} />}
          {delivery !== undefined && <ValidateDialog id={record.id} flow={delivery.flow} />}
          {link !== undefined && link.goneAt === null && <UnlinkDialog record={record} link={link} />}
        </div>
      )}
    </div>
  )
}

function deliveredText({ doneVersion: done, wantedVersion: wanted }: Full['deliveries'][number]): string {
  if (done === 0) return t('nothing was delivered yet')
  if (done >= wanted) return t('the newest version is there')
  return t('version {done} is there, {wanted} is to follow', { done, wanted })
}

/** All that one source says of the record, as the flow made it. */
function Said({ record, contribution }: { record: Full; contribution: Full['links'][number]['contribution'] }) {
  const fields = Object.entries(contribution ?? {}).filter(([, value]) => value !== null && value !== undefined)
  if (fields.length === 0) return null
  return (
    <details className="more said">
      <summary>{t('What it says: {count, plural, one {# field} other {# fields}}', { count: fields.length })}</summary>
      <dl>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{fieldLabel(name)}</dt>
            <dd>
              {Array.isArray(value)
                ? t('{count, plural, one {# entry} other {# entries}}', { count: value.length })
                : fieldText(fieldAt(record.entity, name), value, contribution?.currency ?? record.data.currency)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
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

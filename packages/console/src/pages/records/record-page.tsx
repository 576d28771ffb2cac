import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Navigate } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { Copy } from '../../components/copy.tsx'
import { Mark } from '../../components/mark.tsx'
import { May } from '../../components/may.tsx'
import { Page } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { recordQuery } from '../../queries/records.ts'
import { recordName } from '../../record-words.ts'
import { choice, recordEntities } from '../../search-values.ts'
import { t } from '../../words/words.ts'
import { EditRecord } from './edit-record.tsx'
import { entityWords } from './entity-words.ts'
import { RecordConsent } from './record-consent.tsx'
import { RecordFields } from './record-fields.tsx'
import { RecordHistory } from './record-history.tsx'
import { RecordLinks } from './record-links.tsx'
import { RecordMerges } from './record-merges.tsx'
import { RecordPoints } from './record-points.tsx'
import { RecordRepairs } from './record-repairs.tsx'
import { RecordRewards } from './record-rewards.tsx'
import { RecordStore } from './record-store.tsx'
import { SoldIn } from './sold-in.tsx'
import { WhyDrawer } from './why-drawer.tsx'

const route = getRouteApi('/records/$id')

/** One golden record: what it says, who says so, where it is known, and how it became so. */
export function RecordPage() {
  const { id } = route.useParams()
  const record = useQuery(recordQuery(id))
  const [isEditing, setEditing] = useState(false)
  // Whoever follows an old address finds the person.
  const goesOnAs = record.data?.mergedInto ?? null
  if (goesOnAs !== null) return <Navigate to="/records/$id" params={{ id: String(goesOnAs) }} replace />
  return (
    <Loaded of={record}>
      {(found) => (
        <Page
          title={recordName(found)}
          back={{
            to: '/records',
            search: { entity: choice(found.entity, recordEntities) ?? 'Customer' },
            label: entityWords(found.entity).all,
          }}
          mark={found.deletedAt === null ? null : <Mark tone="stop">{t('Deleted')}</Mark>}
          says={
            <>
              {entityWords(found.entity).one} <Copy text={id} /> · {t('version {version}', { version: found.version })}{' '}
              · {t('changed')} <When at={found.updatedAt} />
              {found.entity === 'Order' && <SoldIn location={found.data.locationId} />}
            </>
          }
          actions={
            found.deletedAt === null && (
              <May needs="operator">
                <Button
                  variant="default"
                  leftSection={<Pencil size={15} aria-hidden />}
                  onClick={() => setEditing(true)}
                >
                  {t('Edit')}
                </Button>
              </May>
            )
          }
        >
          <div className="columns">
            <div className="column-wide">
              <RecordFields record={found} />
              {found.entity === 'Customer' && <RecordConsent id={found.id} />}
              {found.entity === 'Customer' && <RecordStore id={found.id} />}
              {found.entity === 'Customer' && found.deletedAt === null && <RecordRewards id={found.id} />}
            </div>
            <div className="column">
              <RecordLinks record={found} />
              {found.entity === 'Customer' && <RecordPoints record={found} />}
              {found.entity === 'Customer' && <RecordMerges record={found} />}
              <RecordRepairs id={found.id} />
              <RecordHistory record={found} />
            </div>
          </div>
          <WhyDrawer record={found} />
          <EditRecord record={found} isOpen={isEditing} close={() => setEditing(false)} />
        </Page>
      )}
    </Loaded>
  )
}

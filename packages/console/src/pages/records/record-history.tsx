import { Text } from '@mantine/core'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { Sheet } from '../../components/page.tsx'
import { placeLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { DoneBy } from './done-by.tsx'

/** Each version of the record: what changed, when, and by whom. */
export function RecordHistory({ record }: { record: Schemas['RecordInFull'] }) {
  return (
    <Sheet title={t('History')}>
      <ol className="history">
        {record.changes.map(({ version, patch, at, actor, run }) => (
          <li key={version}>
            <Text fw={500}>{patch === null ? t('Created') : fieldsIn(patch)}</Text>
            <Text size="sm" c="dimmed">
              {t('version {version}', { version })} · <DoneBy at={at} by={<ActorName actor={actor} />} run={run} />
            </Text>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

function fieldsIn(patch: Record<string, unknown>): string {
  const names = new Set(Object.keys(patch).map((path) => placeLabel(path)))
  return names.size === 0 ? t('Consent or links') : [...names].join(', ')
}

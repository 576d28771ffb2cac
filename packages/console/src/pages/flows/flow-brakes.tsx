import { Button, NumberInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { useSave } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { settingsQuery } from '../../queries/settings.ts'
import { t } from '../../words/words.ts'

type Flow = Schemas['FlowInFull']
type Brakes = Schemas['Settings']['brakes']
type Brake = keyof Brakes

const words: Record<Brake, () => string> = {
  changed: () => t('Records changed'),
  gone: () => t('Records taken for deleted'),
  zeroed: () => t('Stock set to zero'),
  atLeast: () => t('Never for fewer than'),
}

/** Where this flow stops and asks, if not where every flow does. They are of its definition: saved as a version. */
export function FlowBrakes({ flow }: { flow: Flow }) {
  const settings = useQuery(settingsQuery)
  return (
    <Sheet title={t('Brakes')}>
      <Loaded of={settings}>{({ brakes }) => <Fields key={flow.version} flow={flow} common={brakes} />}</Loaded>
    </Sheet>
  )
}

function Fields({ flow, common }: { flow: Flow; common: Brakes }) {
  const own = brakesIn(flow)
  const [draft, setDraft] = useState(own)
  const save = useSave(flow.name)
  const isLocked = !useMay('editor')
  const isChanged = JSON.stringify(draft) !== JSON.stringify(own)
  const shown: Brake[] = [
    'changed',
    'gone',
    ...(flow.entity === 'InventoryLevel' ? ['zeroed' as const] : []),
    'atLeast',
  ]
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const { brakes: _, ...rest } = flow.definition
        const definition = Object.keys(draft).length === 0 ? rest : { ...rest, brakes: draft }
        // The form makes way for one of the new version before the answer is here; its promise is kept all the same.
        save.mutateAsync({ definition, base: flow.version, note: t('Brakes') }).then(
          () => tell(t('Saved as a new version, and in force')),
          () => {}, // shown below, as the mutation's error
        )
      }}
    >
      <Text size="sm" c="dimmed">
        {t('A run that would go further than this stops before it writes, and asks a person.')}{' '}
        {t('What is empty holds as for the whole business.')}
      </Text>
      <div className="fields">
        {shown.map((brake) => {
          const unit = brake === 'atLeast' ? ` ${t('records')}` : ' %'
          return (
            <NumberInput
              key={brake}
              label={words[brake]()}
              placeholder={`${common[brake]}${unit}`}
              suffix={unit}
              value={draft[brake] ?? ''}
              min={brake === 'atLeast' ? 1 : 0}
              {...(brake === 'atLeast' ? {} : { max: 100 })}
              clampBehavior="strict"
              allowDecimal={false}
              disabled={isLocked}
              onChange={(typed) => setDraft(withBrake(draft, brake, typed === '' ? undefined : Number(typed)))}
            />
          )
        })}
      </div>
      <Trouble error={save.error} />
      {!isLocked && (
        <div className="row-actions">
          <Button type="submit" variant="default" loading={save.isPending} disabled={!isChanged}>
            {t('Save')}
          </Button>
        </div>
      )}
    </form>
  )
}

function withBrake(brakes: Partial<Brakes>, brake: Brake, value: number | undefined): Partial<Brakes> {
  const { [brake]: _, ...rest } = brakes
  return value === undefined ? rest : { ...rest, [brake]: value }
}

/** The brakes that a flow has of its own. */
function brakesIn({ definition: { brakes } }: Flow): Partial<Brakes> {
  const given = typeof brakes === 'object' && brakes !== null ? Object.entries(brakes) : []
  return Object.fromEntries(given.filter(([, value]) => typeof value === 'number'))
}

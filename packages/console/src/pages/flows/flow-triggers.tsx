import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { connectionsQuery, connectorsQuery } from '../../queries/connections.ts'
import { useSave } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { fieldLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { sweepOf } from './schedule-words.ts'
import { triggerLines } from './trigger-lines.ts'

/** What makes the flow run, what of it can be switched off, and when it looks next. */
export function FlowTriggers({ flow }: { flow: Schemas['FlowInFull'] }) {
  const lines = triggerLines(flow.definition.triggers)
  return (
    <Sheet title={t('Triggers')}>
      {lines.length > 0 && (
        <ul className="list">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {flow.state === 'enabled' && <NextLooks of={flow.schedules} />}
      <TriggerSwitches flow={flow} />
    </Sheet>
  )
}

/** They are of the definition: each is saved as a version. */
function TriggerSwitches({ flow }: { flow: Schemas['FlowInFull'] }) {
  const save = useSave(flow.name)
  const isLocked = !useMay('editor') || save.isPending
  // What was clicked stands there while it is on its way.
  const given = triggersOf(save.isPending ? save.variables.definition : flow.definition)
  const turn = (trigger: string, isOn: boolean) =>
    save.mutate(
      {
        definition: { ...flow.definition, triggers: { ...given, [trigger]: isOn } },
        base: flow.version,
        note: t('Triggers'),
      },
      { onSuccess: () => tell(t('Saved as a new version, and in force')) },
    )
  const webhooks = { name: 'webhooks', label: t('Webhooks of the vendor are heeded'), isOn: given.webhooks !== false }
  const changes = { name: 'changes', label: t('Changes in the hub are followed'), isOn: given.changes === true }
  const isTold = useIsTold(flow)
  const switches = [
    ...(flow.direction === 'from_hub' ? [changes] : isTold ? [webhooks] : []),
    { name: 'manual', label: t('Can be run by hand'), isOn: given.manual !== false },
  ]
  return (
    <div className="stack trigger-switches">
      {switches.map(({ name, label, isOn }) => (
        <Checkbox
          key={name}
          label={label}
          checked={isOn}
          disabled={isLocked}
          onChange={({ currentTarget }) => turn(name, currentTarget.checked)}
        />
      ))}
      <Trouble error={save.error} />
    </div>
  )
}

/** Whether the vendor tells of changes by itself. */
function useIsTold({ connection }: Schemas['FlowInFull']): boolean {
  const accounts = useQuery(connectionsQuery).data?.data ?? []
  const offers = useQuery(connectorsQuery).data?.data ?? []
  const connector = accounts.find(({ name }) => name === connection)?.connector
  return offers.some(({ id, hasWebhooks }) => id === connector && hasWebhooks)
}

export function triggersOf({ triggers }: Record<string, unknown>): Record<string, unknown> {
  return typeof triggers === 'object' && triggers !== null ? Object.fromEntries(Object.entries(triggers)) : {}
}

/** When each of its sources is looked at next. */
function NextLooks({ of: schedules }: { of: Schemas['Flow']['schedules'] }) {
  const planned = schedules.filter(({ nextAt }) => nextAt !== null)
  if (planned.length === 0) return null
  return (
    <dl className="facts">
      {planned.map(({ source, nextAt }) => (
        <div key={source} className="fact">
          <dt>{source === sweepOf ? t('Everything, next') : t('{source}, next', { source: fieldLabel(source) })}</dt>
          <dd>
            <When at={nextAt} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

import { Button, NumberInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { useSave } from '../../queries/flows.ts'
import { useMay } from '../../queries/session.ts'
import { settingsQuery } from '../../queries/settings.ts'
import { t } from '../../words/words.ts'
import { Overtaken } from './overtaken.tsx'
import { useDraft } from './use-draft.ts'

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
      <Loaded of={settings}>{({ brakes }) => <Fields flow={flow} common={brakes} />}</Loaded>
    </Sheet>
  )
}

function Fields({ flow, common }: { flow: Flow; common: Brakes }) {
  const { begun, draft, setDraft, isChanged, isOvertaken, discard, saved, keep } = useDraft(flow, brakesIn)
  const save = useSave(flow.name)
  const isLocked = !useMay('editor')
  // While one's own version is on its way, the flow may show it before the answer is here.
  const mustChoose = isChanged && isOvertaken && !save.isPending
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
        const brakes = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null))
        const definition = Object.keys(brakes).length === 0 ? rest : { ...rest, brakes }
        save.mutate(
          { definition, base: begun.version, note: t('Brakes') },
          {
            onSuccess: ({ version }) => {
              saved(version, draft)
              tell(t('Saved as a new version, and in force'))
            },
          },
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
              onChange={(typed) => setDraft({ ...draft, [brake]: typed === '' ? null : Number(typed) })}
            />
          )
        })}
      </div>
      {mustChoose ? (
        <Overtaken
          flow={flow.name}
          yours={begun.version}
          theirs={flow.version}
          kept={t('Kept and saved, they replace the brakes of version {theirs}, and nothing else of it.', {
            theirs: flow.version,
          })}
          keep={() => {
            save.reset()
            keep()
          }}
        />
      ) : (
        <Trouble error={save.error} />
      )}
      {!isLocked && (
        <div className="row-actions">
          <Button
            variant="default"
            disabled={!isChanged}
            onClick={() => {
              save.reset()
              discard()
            }}
          >
            {t('Discard')}
          </Button>
          <Button type="submit" variant="default" loading={save.isPending} disabled={!isChanged || mustChoose}>
            {t('Save')}
          </Button>
        </div>
      )}
    </form>
  )
}

/** The brakes that a flow has of its own; null: it has none there. */
function brakesIn({ definition: { brakes } }: Flow): Record<Brake, number | null> {
  const given: Record<string, unknown> = Object.fromEntries(Object.entries(brakes ?? {}))
  const own = (brake: Brake) => (typeof given[brake] === 'number' ? given[brake] : null)
  return { changed: own('changed'), gone: own('gone'), zeroed: own('zeroed'), atLeast: own('atLeast') }
}

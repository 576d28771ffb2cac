import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pause, Play } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { switchesQuery, useFreeze } from '../../queries/connections.ts'
import { t } from '../../words/words.ts'
import { scheduleWords } from '../flows/schedule-words.ts'
import { switchWords } from './switch-words.ts'

type Switch = Schemas['Switch']

/** Everything that decides how the connection behaves, and what of it is not as usual. */
export function Switches({ connection }: { connection: string }) {
  const switches = useQuery(switchesQuery(connection))
  return (
    <Sheet title={t('Settings')}>
      <Loaded of={switches}>
        {({ data }) => {
          const freeze = data.find(({ of }) => of === 'connection')
          const own = data.filter(({ of }) => of === 'connector')
          const flows = Map.groupBy(
            data.filter(({ of }) => of === 'flow'),
            ({ flow }) => flow ?? '',
          )
          return (
            <div className="stack switches">
              {freeze !== undefined && <Freeze connection={connection} isFrozen={freeze.value === true} />}
              {own.length > 0 && <Group title={t('Of the account')} switches={own} />}
              {[...flows].map(([flow, switches]) => (
                <Group key={flow} title={flow} flow={flow} switches={switches} />
              ))}
            </div>
          )
        }}
      </Loaded>
    </Sheet>
  )
}

function Freeze({ connection, isFrozen }: { connection: string; isFrozen: boolean }) {
  const freeze = useFreeze(connection)
  const turn = () =>
    freeze.mutate(!isFrozen, {
      onSuccess: () => tell(isFrozen ? t('News are taken again') : t('Frozen: nothing new is taken')),
      onError: tellTrouble,
    })
  return (
    <div className="switch-freeze">
      <div>
        {isFrozen ? (
          <Mark tone="amber">{t('Frozen')}</Mark>
        ) : (
          <Text component="h3" fw={600} size="sm">
            {t('Freeze')}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {isFrozen
            ? t('What the hub has is used and goes on to other places; nothing new of this account is taken.')
            : t('Use what the hub has and take nothing new: pauses all flows of this account into the hub at once.')}
        </Text>
      </div>
      <May needs="operator">
        <Button
          variant={isFrozen ? 'filled' : 'default'}
          leftSection={isFrozen ? <Play size={15} aria-hidden /> : <Pause size={15} aria-hidden />}
          loading={freeze.isPending}
          onClick={turn}
        >
          {isFrozen ? t('Take news again') : t('Freeze')}
        </Button>
      </May>
    </div>
  )
}

/** A line each: its name, how it stands, and what it does. */
function Group({ title, flow, switches }: { title: string; flow?: string; switches: readonly Switch[] }) {
  return (
    <section>
      <Text component="h3" fw={600} size="sm">
        {flow === undefined ? (
          title
        ) : (
          <Link to="/flows/$name" params={{ name: flow }}>
            {title}
          </Link>
        )}
      </Text>
      <dl className="facts">
        {switches.map((one) => (
          <div key={one.name} className="fact">
            <dt>{switchWords(one).title}</dt>
            <dd>
              <span>
                {valueWords(one, one.value)}
                {!one.isUsual && (
                  <Mark tone="amber">{t('usually {value}', { value: valueWords(one, one.usual) })}</Mark>
                )}
              </span>
              <Text span size="sm" c="dimmed">
                {switchWords(one).says}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function valueWords({ name, of }: Switch, value: Switch['value']): string {
  if (value === null) return of === 'flow' ? t('no') : '—'
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (name === 'collision') return collisionWords(String(value))
  if (name === 'poll' || name === 'sweep') return scheduleWords(String(value))
  return ['changed', 'gone', 'zeroed'].includes(name) ? `${value} %` : String(value)
}

function collisionWords(value: string): string {
  if (value === 'error') return t('a person decides')
  if (value === 'update_and_link') return t('they are one')
  return value === 'remap_and_link' ? t('they are one, mapped as an update') : value
}

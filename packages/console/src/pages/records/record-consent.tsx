import { Button, Modal, Radio, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { FormFoot } from '../../components/form-foot.tsx'
import { Mark } from '../../components/mark.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble, Waiting } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { fieldsOf } from '../../form-fields.ts'
import { type ConsentEntry, consentsQuery, useRecordConsent } from '../../queries/consents.ts'
import { t } from '../../words/words.ts'
import { DoneBy } from './done-by.tsx'

type Consents = Schemas['Consents']

const mostEntries = 50

const channels = { email: () => t('E-mail'), sms: () => t('Text messages') } as const

/** Whether this person may be written to, and every word that says so. Nothing of it is ever changed, only added to. */
export function RecordConsent({ id }: { id: number }) {
  const consents = useQuery(consentsQuery(String(id)))
  const [isOpen, setOpen] = useState(false)
  return (
    <Sheet
      title={t('Consent')}
      actions={
        <May needs="operator">
          <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            {t('Enter what they said')}
          </Button>
        </May>
      }
    >
      <Loaded of={consents} waiting={<Waiting lines={2} />}>
        {({ standing, entries }) => (
          <>
            <dl className="facts">
              {(['email', 'sms'] as const).map((channel) => (
                <div key={channel} className="fact">
                  <dt>{channels[channel]()}</dt>
                  <dd>
                    <StandingMark standing={standing[channel]} />
                    {standing[channel].since !== null && (
                      <span className="origin">
                        <When at={standing[channel].since} />
                      </span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
            {entries.length > 0 && <Entries of={entries} />}
          </>
        )}
      </Loaded>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('What the customer said')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        <ConsentForm id={String(id)} close={() => setOpen(false)} />
      </Modal>
    </Sheet>
  )
}

function StandingMark({ standing: { state } }: { standing: Consents['standing']['email'] }) {
  if (state === 'given') return <Mark tone="good">{t('Given')}</Mark>
  if (state === 'withdrawn') return <Mark tone="stop">{t('Withdrawn')}</Mark>
  return <Mark tone="quiet">{t('Nothing is known')}</Mark>
}

function Entries({ of: entries }: { of: Consents['entries'] }) {
  return (
    <details className="more">
      <summary>
        {t('{count, plural, one {# entry} other {# entries}} of the ledger', { count: entries.length })}
      </summary>
      <ol className="history">
        {entries.slice(0, mostEntries).map((entry) => (
          <li key={entry.id}>
            <Text fw={500}>
              {channels[entry.channel]()}: {entry.state === 'given' ? t('given') : t('withdrawn')}
            </Text>
            <Text size="sm" c="dimmed" component="div">
              <DoneBy at={entry.at} by={entry.connection ?? <ActorName actor={entry.source} />} run={entry.run} />
              {entry.act !== null && <div>“{entry.act}”</div>}
            </Text>
          </li>
        ))}
      </ol>
    </details>
  )
}

function ConsentForm({ id, close }: { id: string; close(): void }) {
  const record = useRecordConsent(id)
  const [channel, setChannel] = useState<ConsentEntry['channel']>('email')
  const [state, setState] = useState<ConsentEntry['state']>('withdrawn')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const { act = '' } = fieldsOf(event.currentTarget)
        record.mutate(
          { channel, state, ...(act.trim() === '' ? {} : { act: act.trim() }) },
          {
            onSuccess: () => {
              tell(t('Entered; it is never changed afterwards'))
              close()
            },
          },
        )
      }}
    >
      <Radio.Group label={t('About')} value={channel} onChange={(next) => setChannel(next === 'sms' ? 'sms' : 'email')}>
        <div className="choices-line">
          <Radio value="email" label={channels.email()} />
          <Radio value="sms" label={channels.sms()} />
        </div>
      </Radio.Group>
      <Radio.Group
        label={t('They said')}
        value={state}
        onChange={(next) => setState(next === 'given' ? 'given' : 'withdrawn')}
      >
        <div className="choices-line">
          <Radio value="withdrawn" label={t('Do not write to me')} />
          <Radio value="given" label={t('Write to me')} />
        </div>
      </Radio.Group>
      <TextInput
        name="act"
        label={t('What they did')}
        description={t('As in: signed the form at the till. Consent that is given needs it, as proof.')}
        required={state === 'given'}
        maxLength={500}
        autoComplete="off"
      />
      <Trouble error={record.error} />
      <FormFoot act={t('Enter')} close={close} isPending={record.isPending} />
    </form>
  )
}

import { Button, Checkbox, Switch, TagsInput, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { useMay } from '../../queries/session.ts'
import { settingsQuery, useTestMail } from '../../queries/settings.ts'
import { t } from '../../words/words.ts'
import { type Form, SettingsForm } from './settings-form.tsx'

/** Who hears of trouble, of which, and when; and whether the mail server takes a mail. */
export function Notifications() {
  return (
    <div className="columns columns-even">
      <SettingsForm
        section="notifications"
        title={t('What is told by mail')}
        says={t(
          'One mail for what happens close together, with names of flows and counts, and nothing about a customer.',
        )}
      >
        {(form) => (
          <>
            <Checkbox.Group
              label={t('A mail comes when')}
              value={form.value.kinds}
              onChange={(chosen) => form.set({ kinds: kinds.filter(({ kind }) => chosen.includes(kind)).map(kindOf) })}
            >
              <div className="checks">
                {kinds.map(({ kind, label }) => (
                  <Checkbox key={kind} value={kind} label={label()} disabled={form.isLocked} />
                ))}
              </div>
            </Checkbox.Group>
            <TagsInput
              label={t('To')}
              description={t('None: the addresses that the hub was started with')}
              placeholder={form.value.to.length === 0 ? t('name@example.com') : ''}
              value={form.value.to}
              maxTags={20}
              acceptValueOnBlur
              disabled={form.isLocked}
              error={form.wrong('to')}
              onChange={(to) => form.set({ to })}
            />
            <QuietHours form={form} />
          </>
        )}
      </SettingsForm>
      <MailServer />
    </div>
  )
}

const kinds = [
  { kind: 'stopped', label: () => t('something has stopped') },
  { kind: 'stalled', label: () => t('something is due and does not move') },
  { kind: 'late', label: () => t('nothing came for a day longer than it should have') },
  { kind: 'issue_opened', label: () => t('an issue opens') },
  { kind: 'recovered', label: () => t('what had stopped goes on') },
  { kind: 'moving', label: () => t('what had stalled moves again') },
  { kind: 'arrived', label: () => t('what was late comes again') },
  { kind: 'issue_closed', label: () => t('an issue is over') },
] as const

type Kind = (typeof kinds)[number]['kind']

function kindOf({ kind }: { kind: Kind }): Kind {
  return kind
}

interface Told {
  kinds: Kind[]
  to: string[]
  quiet: { from: string; to: string; zone: string } | null
}

function QuietHours({ form }: { form: Form<Told> }) {
  const { quiet } = form.value
  const { timeZone: here } = new Intl.DateTimeFormat().resolvedOptions()
  return (
    <div className="stack stack-close">
      <Switch
        label={t('Quiet hours')}
        description={t('Only what has stopped is told; the rest comes afterwards')}
        checked={quiet !== null}
        disabled={form.isLocked}
        onChange={({ currentTarget }) =>
          form.set({ quiet: currentTarget.checked ? { from: '22:00', to: '07:00', zone: here } : null })
        }
      />
      {quiet !== null && (
        <div className="inline-form">
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={end === 'from' ? t('From') : t('Until')}
              value={quiet[end]}
              required
              disabled={form.isLocked}
              error={form.wrong(`quiet/${end}`)}
              onChange={({ currentTarget }) => form.set({ quiet: { ...quiet, [end]: currentTarget.value } })}
            />
          ))}
          <TextInput
            label={t('Time zone')}
            value={quiet.zone}
            required
            disabled={form.isLocked}
            error={form.wrong('quiet/zone')}
            onChange={({ currentTarget }) => form.set({ quiet: { ...quiet, zone: currentTarget.value } })}
          />
        </div>
      )}
    </div>
  )
}

/** The server is chosen where the hub is started, for its password is nobody's business here. */
function MailServer() {
  const settings = useQuery(settingsQuery)
  const test = useTestMail()
  const mayTest = useMay('admin')
  return (
    <Sheet title={t('Mail server')}>
      <Loaded of={settings}>
        {({ mail }) =>
          mail === null ? (
            <div className="stack">
              <Mark tone="amber">{t('This hub sends no mail')}</Mark>
              <Text size="sm">{t('Start it with these three, and it tells you of trouble by itself:')}</Text>
              <pre className="json">
                {
                  'TREFOIL_SMTP_URL=smtps://you:secret@mail.shop.com\nTREFOIL_MAIL_FROM=hub@example.com\nTREFOIL_MAIL_TO=you@example.com'
                }
              </pre>
            </div>
          ) : (
            <div className="stack">
              <dl className="facts">
                <div className="fact">
                  <dt>{t('Server')}</dt>
                  <dd>{mail.server}</dd>
                </div>
                <div className="fact">
                  <dt>{t('From')}</dt>
                  <dd>{mail.from}</dd>
                </div>
                <div className="fact">
                  <dt>{t('To')}</dt>
                  <dd>{mail.to.join(', ')}</dd>
                </div>
              </dl>
              {mayTest && (
                <div className="row-actions">
                  <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                    {t('Send a test mail')}
                  </Button>
                </div>
              )}
              {test.data !== undefined && (
                <Mark tone="good">
                  {t(
                    '{count, plural, one {The server took a mail for # address} other {The server took a mail for # addresses}}',
                    { count: test.data.to },
                  )}
                </Mark>
              )}
              <Trouble error={test.error} />
            </div>
          )
        }
      </Loaded>
    </Sheet>
  )
}

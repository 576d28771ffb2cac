import { NumberInput, Radio } from '@mantine/core'
import { t } from '../../words/words.ts'
import { type Form, SettingsForm } from './settings-form.tsx'

/** What holds for every flow that says nothing else. */
export function Rules() {
  return (
    <div className="columns columns-even">
      <SettingsForm
        section="brakes"
        title={t('Brakes')}
        says={
          <>
            {t('A run that would go further than this stops before it writes, and asks a person.')}{' '}
            {t('A flow can have brakes of its own.')}
          </>
        }
      >
        {(form) => (
          <>
            <Percent form={form} field="changed" label={t('Records changed')} />
            <Percent form={form} field="gone" label={t('Records taken for deleted')} />
            <Percent form={form} field="zeroed" label={t('Stock set to zero')} />
            <NumberInput
              label={t('Never for fewer than')}
              description={t('A small shop would be asked at every change')}
              suffix={` ${t('records')}`}
              value={form.value.atLeast}
              min={1}
              allowDecimal={false}
              disabled={form.isLocked}
              error={form.wrong('atLeast')}
              onChange={(typed) => form.set({ atLeast: Number(typed) })}
            />
          </>
        )}
      </SettingsForm>
      <SettingsForm
        section="identity"
        title={t('When two records are one person')}
        says={t(
          'A source sends a new record, and a record of the hub has its e-mail address or number already. A mapping can say otherwise.',
        )}
      >
        {({ value, set, isLocked }) => (
          <Radio.Group
            aria-label={t('When two records are one person')}
            value={value.sameKey}
            onChange={(chosen) => set({ sameKey: ways.find((way) => way === chosen) ?? 'error' })}
          >
            <div className="stack">
              <Radio
                value="error"
                disabled={isLocked}
                label={t('A person decides')}
                description={t('It becomes an issue that shows both side by side')}
              />
              <Radio
                value="update_and_link"
                disabled={isLocked}
                label={t('They are one')}
                description={t('The new record is linked, and what it says takes part in the record of the hub')}
              />
              <Radio
                value="remap_and_link"
                disabled={isLocked}
                label={t('They are one, and it counts as an update')}
                description={t('The same, after the rules for updates have mapped it anew')}
              />
            </div>
          </Radio.Group>
        )}
      </SettingsForm>
    </div>
  )
}

const ways = ['error', 'update_and_link', 'remap_and_link'] as const

type Brakes = { changed: number; gone: number; zeroed: number; atLeast: number }

function Percent({ form, field, label }: { form: Form<Brakes>; field: 'changed' | 'gone' | 'zeroed'; label: string }) {
  const { value, set, isLocked, wrong } = form
  return (
    <NumberInput
      label={label}
      description={value[field] === 100 ? t('Never asks') : t('Asks above this share of the linked records')}
      suffix=" %"
      value={value[field]}
      min={0}
      max={100}
      clampBehavior="strict"
      allowDecimal={false}
      disabled={isLocked}
      error={wrong(field)}
      onChange={(typed) => set({ [field]: Number(typed) })}
    />
  )
}

import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { beginOfDay, calendar } from '@trefoil/mapping'
import type { Schemas } from '../../api.ts'
import { t } from '../../words/words.ts'
import { type Form, SettingsForm } from '../settings/settings-form.tsx'
import { PointsExample } from './points-example.tsx'

type Loyalty = Schemas['Settings']['loyalty']

/** The rules of the programme, with an example that follows them as they are typed. */
export function PointsRules() {
  return (
    <SettingsForm
      section="loyalty"
      title={t('Rules')}
      says={t('They hold for orders that come or change from now on; for older ones once they are reckoned anew.')}
    >
      {(form) => (
        <>
          <Flag form={form} field="isOn" label={t('Customers earn points')} />
          <Whole
            form={form}
            field="pointsPerHundred"
            label={t('Points for each 100.00 spent')}
            says={t('In the currency of the order, without what was refunded')}
          />
          <Select
            label={t('A fraction of a point')}
            data={[
              { value: 'down', label: t('is dropped') },
              { value: 'nearest', label: t('goes to the nearest point') },
              { value: 'up', label: t('is a whole point') },
            ]}
            allowDeselect={false}
            value={form.value.rounding}
            disabled={form.isLocked}
            onChange={(chosen) => form.set({ rounding: roundings.find((each) => each === chosen) ?? 'down' })}
          />
          <Flag form={form} field="withoutTax" label={t('Taxes earn nothing')} />
          <Whole form={form} field="perVisit" label={t('Points for each visit')} says={t('Whatever was spent')} />
          {form.value.perVisit > 0 && (
            <Whole
              form={form}
              field="visitsADay"
              label={t('Visits on one day')}
              says={t('Further orders of the same customer are no visits')}
            />
          )}
          <PointsExample rules={form.value} />
          <Select
            label={t('Time zone')}
            description={t('Whose days are meant')}
            data={zones(form.value.zone)}
            searchable
            allowDeselect={false}
            value={form.value.zone}
            disabled={form.isLocked}
            error={form.wrong('zone')}
            onChange={(zone) => form.set({ zone: zone ?? 'UTC' })}
          />
          <Day
            form={form}
            field="startsAt"
            label={t('Begins on')}
            says={t('Orders from before earn nothing; empty: all earn')}
          />
          <Expiry form={form} />
        </>
      )}
    </SettingsForm>
  )
}

const roundings = ['down', 'nearest', 'up'] as const

function Expiry({ form }: { form: Form<Loyalty> }) {
  const { expireAfterDays } = form.value
  return (
    <>
      <NumberInput
        label={t('Points expire after')}
        description={t('Days without an order: all points of the customer go at once; empty: they never do')}
        suffix={` ${t('days')}`}
        value={expireAfterDays ?? ''}
        min={1}
        max={3_650}
        clampBehavior="strict"
        allowDecimal={false}
        disabled={form.isLocked}
        error={form.wrong('expireAfterDays')}
        onChange={(typed) => form.set({ expireAfterDays: typed === '' ? null : Number(typed) })}
      />
      {expireAfterDays !== null && (
        <Day
          form={form}
          field="expireFrom"
          label={t('Days count from')}
          says={t('So that nobody loses points the day that this begins to hold; empty: they always count')}
        />
      )}
    </>
  )
}

function Flag({ form, field, label }: { form: Form<Loyalty>; field: 'isOn' | 'withoutTax'; label: string }) {
  return (
    <Switch
      label={label}
      checked={form.value[field]}
      disabled={form.isLocked}
      onChange={({ currentTarget: { checked } }) => form.set({ [field]: checked })}
    />
  )
}

interface WholeProps {
  form: Form<Loyalty>
  field: 'pointsPerHundred' | 'perVisit' | 'visitsADay'
  label: string
  says: string
}

function Whole({ form, field, label, says }: WholeProps) {
  const isCount = field === 'visitsADay'
  return (
    <NumberInput
      label={label}
      description={says}
      value={form.value[field]}
      min={isCount ? 1 : 0}
      max={isCount ? 100 : 1_000_000}
      clampBehavior="strict"
      allowDecimal={false}
      disabled={form.isLocked}
      error={form.wrong(field)}
      onChange={(typed) => form.set({ [field]: Number(typed) })}
    />
  )
}

interface DayProps {
  form: Form<Loyalty>
  field: 'startsAt' | 'expireFrom'
  label: string
  says: string
}

function Day({ form, field, label, says }: DayProps) {
  const { zone, [field]: at } = form.value
  return (
    <TextInput
      type="date"
      label={label}
      description={says}
      value={at === null ? '' : calendar(zone)(new Date(at))}
      disabled={form.isLocked}
      error={form.wrong(field)}
      onChange={({ currentTarget }) =>
        form.set({ [field]: beginOfDay(currentTarget.value, zone)?.toISOString() ?? null })
      }
    />
  )
}

function zones(chosen: string): string[] {
  return [...new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')])]
}

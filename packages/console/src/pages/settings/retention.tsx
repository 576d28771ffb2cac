import { NumberInput } from '@mantine/core'
import { t } from '../../words/words.ts'
import { SettingsForm } from './settings-form.tsx'

/** How long what nobody needs any more is kept. */
export function Retention() {
  return (
    <SettingsForm
      section="retention"
      title={t('How long things are kept')}
      says={t('Records, their history and the counters of runs stay. What stands below goes by itself.')}
    >
      {({ value, set, isLocked, wrong }) =>
        fields.map(({ name, label, says }) => (
          <NumberInput
            key={name}
            label={label()}
            description={says()}
            suffix={` ${t('days')}`}
            value={value[name]}
            min={1}
            max={3_650}
            clampBehavior="strict"
            allowDecimal={false}
            disabled={isLocked}
            error={wrong(name)}
            onChange={(typed) => set({ [name]: Number(typed) })}
          />
        ))
      }
    </SettingsForm>
  )
}

const fields = [
  {
    name: 'outcomeDays',
    label: () => t('Words about single records'),
    says: () => t('Why a record was filtered, held or in error, after its run has ended'),
  },
  {
    name: 'noticeDays',
    label: () => t('Webhooks as they came'),
    says: () => t('After all that they name was read'),
  },
  { name: 'alertDays', label: () => t('What was told by mail'), says: () => t('The list, and not the mails') },
  { name: 'auditDays', label: () => t('Audit log'), says: () => t('What people and programs did') },
] as const

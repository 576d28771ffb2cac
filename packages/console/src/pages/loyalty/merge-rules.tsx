import { MultiSelect, Radio, TextInput } from '@mantine/core'
import { t } from '../../words/words.ts'
import { traitName } from '../records/trait-words.ts'
import { SettingsForm } from '../settings/settings-form.tsx'

const ways = ['off', 'suggest', 'automatic'] as const
const traits = ['phone', 'email', 'name_and_birth', 'government_id', 'medical_id'] as const

/** What speaks for two customers being one, and what follows from it. */
export function MergeRules() {
  return (
    <SettingsForm
      section="identity"
      title={t('Rules')}
      says={t('The same name alone never counts. Whoever was parted by a person is not merged again by itself.')}
    >
      {({ value, set, isLocked, wrong }) => (
        <>
          <Radio.Group
            label={t('Two with a trait in common')}
            value={value.merge}
            onChange={(chosen) => set({ merge: ways.find((way) => way === chosen) ?? 'suggest' })}
          >
            <div className="stack">
              <Radio value="off" disabled={isLocked} label={t('Nothing happens')} />
              <Radio
                value="suggest"
                disabled={isLocked}
                label={t('They are suggested')}
                description={t('A person looks at both and decides')}
              />
              <Radio
                value="automatic"
                disabled={isLocked}
                label={t('They are merged')}
                description={t('The older one goes on; a person can part them again')}
              />
            </div>
          </Radio.Group>
          <MultiSelect
            label={t('What counts, the strongest first')}
            description={t('In the order in which it is chosen')}
            data={traits.map((trait) => ({ value: trait, label: traitName(trait) }))}
            value={value.traits}
            disabled={isLocked}
            error={wrong('traits')}
            onChange={(chosen) => set({ traits: chosen.flatMap((each) => traits.find((one) => one === each) ?? []) })}
          />
          {value.traits.includes('name_and_birth') && (
            <TextInput
              label={t('Custom field with the date of birth')}
              value={value.birthField}
              disabled={isLocked}
              error={wrong('birthField')}
              onChange={({ currentTarget }) => set({ birthField: currentTarget.value })}
            />
          )}
          {value.traits.includes('government_id') && (
            <TextInput
              label={t('Custom field with the government id')}
              description={t('Compared by a keyed hash; the id itself is not kept twice')}
              value={value.governmentIdField}
              disabled={isLocked}
              error={wrong('governmentIdField')}
              onChange={({ currentTarget }) => set({ governmentIdField: currentTarget.value })}
            />
          )}
          {value.traits.includes('medical_id') && (
            <TextInput
              label={t('Custom field with the medical id')}
              description={t('Compared by a keyed hash; the id itself is not kept twice')}
              value={value.medicalIdField}
              disabled={isLocked}
              error={wrong('medicalIdField')}
              onChange={({ currentTarget }) => set({ medicalIdField: currentTarget.value })}
            />
          )}
        </>
      )}
    </SettingsForm>
  )
}

import { Modal, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Problem, type Schemas } from '../../api.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { useChangeSettings } from '../../queries/settings.ts'
import { t } from '../../words/words.ts'

type SignUp = Schemas['Settings']['loyalty']['signUp']

/** What the form that customers fill in asks for, and whether it is open. */
export function SignUpForm({ signUp, close }: { signUp: SignUp; close(): void }) {
  const [value, setValue] = useState(signUp)
  const change = useChangeSettings()
  const { error } = change
  const set = (more: Partial<SignUp>) => setValue((before) => ({ ...before, ...more }))
  const wrong = (field: string) => (error instanceof Problem ? error.fields.get(`/loyalty/signUp/${field}`) : undefined)
  return (
    <Modal opened onClose={close} title={t('Change the form')} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const onSuccess = () => {
            tell(t('Saved'))
            close()
          }
          change.mutate({ loyalty: { signUp: value } }, { onSuccess })
        }}
      >
        <Switch
          label={t('Customers can sign up by themselves')}
          checked={value.isOpen}
          onChange={({ currentTarget: { checked } }) => set({ isOpen: checked })}
        />
        <TextInput
          label={t('Name of the programme')}
          description={t('As customers know it; it stands above the form and in the mails with a code')}
          maxLength={60}
          value={value.programme}
          error={wrong('programme')}
          onChange={({ currentTarget }) => set({ programme: currentTarget.value })}
        />
        <Select
          label={t('Phone number')}
          description={t('By the phone the till finds people again')}
          data={[
            { value: 'required', label: t('Required') },
            { value: 'optional', label: t('Optional: an e-mail address is enough') },
          ]}
          allowDeselect={false}
          value={value.phone}
          onChange={(chosen) => set({ phone: chosen === 'optional' ? 'optional' : 'required' })}
        />
        <TextInput
          label={t('Country')}
          description={t('Two letters, such as US: whose phone numbers are written without a country code')}
          maxLength={2}
          value={value.country}
          error={wrong('country')}
          onChange={({ currentTarget }) => set({ country: currentTarget.value.toUpperCase() })}
        />
        <Trouble error={error} />
        <FormFoot act={t('Save')} close={close} isPending={change.isPending} />
      </form>
    </Modal>
  )
}

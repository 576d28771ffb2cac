import { Button, Text, TextInput } from '@mantine/core'
import { PasswordField } from '../../components/password-field.tsx'
import { Trouble } from '../../components/states.tsx'
import { fieldsOf } from '../../form-fields.ts'
import { useSetUp } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { DoorFrame } from './door-frame.tsx'

/** The first account of a fresh hub. */
export function WelcomePage({ token }: { token: string | null }) {
  const setUp = useSetUp()
  return (
    <DoorFrame
      title={t('Welcome to Trefoil')}
      says={t('Make the first account. It owns this hub and can invite others.')}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const { email = '', name = '', password = '', token: typed = '' } = fieldsOf(event.currentTarget)
          setUp.mutate({ email, name, password, token: token ?? typed.replace(/^.*#/, '') })
        }}
      >
        {token === null && (
          <TextInput
            name="token"
            label={t('Set-up link')}
            description={t('It stands in the terminal where the hub was started: open it, or paste it here')}
            autoComplete="off"
            required
          />
        )}
        <TextInput name="name" label={t('Your name')} autoComplete="name" required />
        <TextInput name="email" type="email" label={t('E-mail address')} autoComplete="username" required />
        <PasswordField
          name="password"
          label={t('Password')}
          description={t('At least 12 characters; three or four unrelated words do well')}
          autoComplete="new-password"
          minLength={12}
          required
        />
        <Trouble error={setUp.error} />
        <Button type="submit" loading={setUp.isPending} fullWidth>
          {t('Make the account')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('Everything stays on this machine. No data leaves it but to the accounts that you connect.')}
        </Text>
      </form>
    </DoorFrame>
  )
}

import { Button, Text, TextInput } from '@mantine/core'
import { PasswordField } from '../../components/password-field.tsx'
import { Trouble } from '../../components/states.tsx'
import { fieldsOf } from '../../form-fields.ts'
import { useSignIn } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { DoorFrame } from './door-frame.tsx'

export function SignInPage() {
  const signIn = useSignIn()
  return (
    <DoorFrame title={t('Sign in')} says={t('To the Trefoil of your shop')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const { email = '', password = '' } = fieldsOf(event.currentTarget)
          signIn.mutate({ email, password })
        }}
      >
        <TextInput name="email" type="email" label={t('E-mail address')} autoComplete="username" required autoFocus />
        <PasswordField name="password" label={t('Password')} autoComplete="current-password" required />
        <Trouble error={signIn.error} />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {t('Sign in')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('No account, or the password is lost? An owner makes you a sign-in link under Settings, People.')}
        </Text>
      </form>
    </DoorFrame>
  )
}

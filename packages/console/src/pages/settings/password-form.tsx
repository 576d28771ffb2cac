import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { PasswordField } from '../../components/password-field.tsx'
import { Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { fieldsOf } from '../../form-fields.ts'
import { sessionQuery, useChangePassword } from '../../queries/session.ts'
import { t } from '../../words/words.ts'

/** Another password for who is signed in, or the first. */
export function PasswordForm({ done }: { done?: () => void }) {
  const me = useQuery(sessionQuery).data?.person
  const change = useChangePassword()
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const { current = '', password = '' } = fieldsOf(form)
        change.mutate(
          { current, password },
          {
            onSuccess: () => {
              form.reset()
              tell(t('The password is changed; other sessions ended'))
              done?.()
            },
          },
        )
      }}
    >
      <input type="text" name="username" autoComplete="username" defaultValue={me?.email} hidden />
      {me?.hasPassword === true ? (
        <PasswordField name="current" label={t('Present password')} autoComplete="current-password" required />
      ) : (
        <Text size="sm">
          {t('You came in by a link and have no password yet. Choose one to be able to sign in again.')}
        </Text>
      )}
      <PasswordField
        name="password"
        label={t('New password')}
        description={t('At least 12 characters; three or four unrelated words do well')}
        autoComplete="new-password"
        minLength={12}
        required
      />
      <Trouble error={change.error} />
      <div className="row-actions">
        <Button type="submit" loading={change.isPending}>
          {t('Change the password')}
        </Button>
      </div>
    </form>
  )
}

import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { t } from '../words/words.ts'

/** A password, with the eye that shows it named in the reader's language. */
export function PasswordField(props: PasswordInputProps) {
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': t('Show or hide what is typed') }} {...props} />
}

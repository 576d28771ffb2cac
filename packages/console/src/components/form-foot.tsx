import { Button } from '@mantine/core'
import { t } from '../words/words.ts'

interface FormFootProps {
  /** What the form does when it is sent. */
  act: string
  close(): void
  isPending: boolean
  isReady?: boolean
}

/** The end of a form in a dialog: sent, or left as it was. */
export function FormFoot({ act, close, isPending, isReady = true }: FormFootProps) {
  return (
    <div className="form-foot">
      <Button variant="default" onClick={close}>
        {t('Cancel')}
      </Button>
      <Button type="submit" disabled={!isReady} loading={isPending}>
        {act}
      </Button>
    </div>
  )
}

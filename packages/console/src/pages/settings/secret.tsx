import { Button, CopyButton, Text, Textarea } from '@mantine/core'
import { t } from '../../words/words.ts'

/** What is shown this once. */
export function Secret({ text, says }: { text: string; says: string }) {
  return (
    <div className="stack">
      <Text size="sm">{says}</Text>
      <Textarea aria-label={t('To copy')} value={text} readOnly autosize className="secret" />
      <CopyButton value={text}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? t('Copied') : t('Copy')}</Button>}
      </CopyButton>
    </div>
  )
}

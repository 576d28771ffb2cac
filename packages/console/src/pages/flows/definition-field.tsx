import { Textarea } from '@mantine/core'
import { t } from '../../words/words.ts'

/** A flow's definition as text. */
export function DefinitionField({ value, onChange }: { value: string; onChange(text: string): void }) {
  return (
    <Textarea
      className="code-field"
      label={t('Definition')}
      autosize
      minRows={8}
      maxRows={18}
      spellCheck={false}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

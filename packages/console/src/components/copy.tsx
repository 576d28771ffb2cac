import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { Check, Copy as CopyIcon } from 'lucide-react'
import { t } from '../words/words.ts'

/** A value that people take elsewhere. A long id is shown by its two ends, what is to be read as a whole. */
export function Copy({ text, isWhole = false }: { text: string; isWhole?: boolean }) {
  const short = isWhole ? text : shortId(text)
  return (
    <span className="copy">
      <code title={text}>{short}</code>
      <CopyButton value={text} timeout={1_500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('Copied') : t('Copy')}>
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              aria-label={t('Copy {text}', { text: short })}
              onClick={copy}
            >
              {copied ? <Check size={14} aria-hidden /> : <CopyIcon size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  )
}

/** A long id by its two ends. */
export function shortId(id: string): string {
  return id.length > 22 ? `${id.slice(0, 10)}…${id.slice(-8)}` : id
}

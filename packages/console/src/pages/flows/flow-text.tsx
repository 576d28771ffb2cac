import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { Sheet } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { flowPageQuery } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'

/** The page that the flow prints about itself. It is text, and is shown as text. */
export function FlowText({ name }: { name: string }) {
  const page = useQuery(flowPageQuery(name))
  return (
    <Sheet
      actions={
        <Button
          component="a"
          href={`/api/v1/flows/${encodeURIComponent(name)}/definition.yaml`}
          download={`${name}.yaml`}
          variant="default"
          size="xs"
          leftSection={<FileDown size={15} aria-hidden />}
        >
          {t('Definition as YAML')}
        </Button>
      }
    >
      <Loaded of={page}>
        {(text) => (
          <section className="page-text" aria-label={t('Description')}>
            <pre>{text}</pre>
          </section>
        )}
      </Loaded>
    </Sheet>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { Sheet } from '../../components/page.tsx'
import { Prose } from '../../components/prose.tsx'
import { Loaded } from '../../components/states.tsx'
import { flowPageQuery } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'

/** The page that the flow prints about itself. Each of its texts is shown as text. */
export function FlowText({ name }: { name: string }) {
  const page = useQuery(flowPageQuery(name))
  const address = `/api/v1/flows/${encodeURIComponent(name)}`
  return (
    <Sheet
      title={t('Description')}
      actions={
        <span className="row-actions">
          <Download to={`${address}/page`} as={`${name}.md`} says={t('This page as Markdown')} />
          <Download to={`${address}/definition.yaml`} as={`${name}.yaml`} says={t('Definition as YAML')} />
        </span>
      }
    >
      <Loaded of={page}>{(text) => <Prose text={text} />}</Loaded>
    </Sheet>
  )
}

function Download({ to, as, says }: { to: string; as: string; says: string }) {
  const icon = <FileDown size={15} aria-hidden />
  return (
    <Button component="a" href={to} download={as} variant="default" size="xs" leftSection={icon}>
      {says}
    </Button>
  )
}

import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { Sheet } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { flowPageQuery } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'
import { type Block, blocksOf, piecesOf } from './markdown.ts'
import './flow-text.css'

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
      <Loaded of={page}>
        {(text) => (
          <article className="flow-text">
            {/* The title of the page stands above already. */}
            {keyed(blocksOf(text).filter((block) => block.kind !== 'heading' || block.level > 1)).map(
              ([key, block]) => (
                <Part key={key} block={block} />
              ),
            )}
          </article>
        )}
      </Loaded>
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

function Part({ block }: { block: Block }) {
  if (block.kind === 'heading') {
    const order = block.level === 2 ? 3 : block.level === 3 ? 4 : 5
    return <Title order={order}>{block.text}</Title>
  }
  if (block.kind === 'text') return <Line as="p" text={block.text} />
  if (block.kind === 'list') {
    const items = keyed(block.items).map(([key, text]) => <Line key={key} as="li" text={text} />)
    return block.isNumbered ? <ol>{items}</ol> : <ul>{items}</ul>
  }
  return (
    <table className="rows">
      <thead>
        <tr>
          {block.head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keyed(block.rows).map(([key, cells]) => (
          <tr key={key}>
            {keyed(cells).map(([at, text]) => (
              <Line key={at} as="td" text={text} head={block.head[at]} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Line({ as: Element, text, head }: { as: 'p' | 'li' | 'td'; text: string; head?: string | undefined }) {
  return (
    <Element data-head={head}>
      {keyed(piecesOf(text)).map(([key, { kind, text: said }]) => {
        if (kind === 'code') return <code key={key}>{said}</code>
        return kind === 'strong' ? <strong key={key}>{said}</strong> : said
      })}
    </Element>
  )
}

/** What is printed once and never moved is told apart by its place. */
function keyed<T>(items: readonly T[]): (readonly [number, T])[] {
  return items.map((each, index) => [index, each] as const)
}

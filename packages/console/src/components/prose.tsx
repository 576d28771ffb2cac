import { Title } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { type Block, blocksOf, piecesOf } from './markdown.ts'
import './prose.css'

interface ProseProps {
  text: string
  /** Who wrote the text is trusted with links; unless told, each text is shown as text. */
  linked?: (text: string) => ReactNode
  /** Where it is not that of the screen. */
  language?: string
}

/** A page in Markdown, without its title: that stands above already. */
export function Prose({ text, linked = (said) => marked(said), language }: ProseProps) {
  const blocks = blocksOf(text).filter((block) => block.kind !== 'heading' || block.level > 1)
  return (
    <article className="prose" lang={language}>
      {keyed(blocks).map(([key, block]) => (
        <Part key={key} block={block} says={linked} />
      ))}
    </article>
  )
}

/** Text with its code and what is set off. */
export function marked(text: string, plain: (text: string) => ReactNode = (said) => said): ReactNode {
  return keyed(piecesOf(text)).map(([key, { kind, text: said }]) => {
    if (kind === 'code') return <code key={key}>{said}</code>
    return kind === 'strong' ? <strong key={key}>{said}</strong> : <Fragment key={key}>{plain(said)}</Fragment>
  })
}

function Part({ block, says }: { block: Block; says(text: string): ReactNode }) {
  if (block.kind === 'heading') {
    const order = block.level === 2 ? 3 : block.level === 3 ? 4 : 5
    return <Title order={order}>{block.text}</Title>
  }
  if (block.kind === 'text') return <p>{says(block.text)}</p>
  // Whoever has no mouse scrolls a long line by the keys.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus
  if (block.kind === 'code') return <pre tabIndex={0}>{block.text}</pre>
  if (block.kind === 'list') {
    const items = keyed(block.items).map(([key, text]) => <li key={key}>{says(text)}</li>)
    return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>
  }
  return (
    <table className="rows">
      <thead>
        <tr>
          {keyed(block.head).map(([key, cell]) => (
            <th key={key} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keyed(block.rows).map(([key, cells]) => (
          <tr key={key}>
            {keyed(cells).map(([at, text]) => (
              <td key={at} data-head={block.head[at]}>
                {says(text)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is printed once and never moved is told apart by its place. */
export function keyed<T>(items: readonly T[]): (readonly [number, T])[] {
  return items.map((each, index) => [index, each] as const)
}

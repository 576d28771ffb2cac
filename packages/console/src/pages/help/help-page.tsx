import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { Page, Sheet } from '../../components/page.tsx'
import { keyed, marked, Prose } from '../../components/prose.tsx'
import { Loaded } from '../../components/states.tsx'
import { t } from '../../words/words.ts'
import { MissingPage } from '../missing-page.tsx'
import { helpText, isHelp } from './help-texts.ts'

const route = getRouteApi('/help/$page')

/** A page of the documentation, in the hub itself: a machine without a way out has it as well. */
export function HelpPage() {
  const { page } = route.useParams()
  const text = useQuery({
    queryKey: ['help', page],
    queryFn: () => helpText(page),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loaded of={text}>
      {(found) =>
        found === null ? (
          <MissingPage />
        ) : (
          <Page title={/^# (.*)$/m.exec(found)?.[1] ?? page}>
            <Sheet title={t('How this works')}>
              <Prose text={found} linked={linked} language="en" />
            </Sheet>
          </Page>
        )
      }
    </Loaded>
  )
}

const link = /(!?\[[^\]]*\]\([^)]+\))/
const linkParts = /^(!?)\[([^\]]*)\]\(([^)]+)\)$/

/** A link to a page that is here, or out of the house; to anything else the words alone. Pictures stay away. */
function linked(text: string): ReactNode {
  return keyed(text.split(link)).map(([at, part]) => {
    const [, mark, words = '', to = ''] = linkParts.exec(part) ?? []
    if (mark === undefined) return <Fragment key={at}>{marked(part, stressed)}</Fragment>
    return mark === '!' ? null : <Linked key={at} words={words} to={to} />
  })
}

/** `_so_` or `*so*`. */
function stressed(text: string): ReactNode {
  return keyed(text.split(/((?<!\w)_[^_]+_(?!\w)|\*[^*\s][^*]*\*)/)).map(([at, part]) =>
    at % 2 === 1 ? <em key={at}>{part.slice(1, -1)}</em> : part,
  )
}

function Linked({ words, to }: { words: string; to: string }) {
  const page = /^([\w-]+)\.md(?:#.*)?$/.exec(to)?.[1]
  if (page !== undefined && isHelp(page)) {
    return (
      <Link to="/help/$page" params={{ page }}>
        {marked(words)}
      </Link>
    )
  }
  if (!to.startsWith('https://')) return marked(words)
  return (
    <a href={to} target="_blank" rel="noreferrer">
      {marked(words)}
    </a>
  )
}

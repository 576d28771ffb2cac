import { catalogue } from './catalogue.ts'
import { type Entry, stages } from './entry.ts'

/** The reference page of all codes, in Markdown, in the order in which a record meets them. */
export function errorsPage(): string {
  const entries = Object.entries(catalogue)
  const sections = Object.entries(stages).flatMap(([stage, says]) => {
    const here = entries.filter(([, { arises }]) => arises === stage).sort(([a], [b]) => (a < b ? -1 : 1))
    return here.length === 0 ? [] : [`## Arises ${says}`, '', ...here.flatMap(([code, entry]) => block(code, entry))]
  })
  return `${[banner, '# Error codes', '', intro, '', ...sections].join('\n').trimEnd()}\n`
}

const banner = '<!-- Made by `npm run generate` from packages/hub/src/catalogue. Do not edit. -->'
const intro =
  'Every reason that Trefoil gives has a code that stays the same. `trefoil run show <id>` and the outcomes of a run over the API carry the words below with each reason. A code that is not here is the vendor’s own, and its message holds the vendor’s words.'

function block(code: string, { title, description, resolution, connector, variants = [] }: Entry): string[] {
  return [
    `### ${code}`,
    '',
    `**${title}**${connector === undefined ? '' : ` (${connector})`}. ${description}`,
    '',
    `What to do: ${resolution}`,
    '',
    ...variants.flatMap((variant) => [`- **${variant.title}**: ${variant.description} ${variant.resolution}`, '']),
  ]
}

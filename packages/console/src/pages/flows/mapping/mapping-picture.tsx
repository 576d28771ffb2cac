import './mapping-picture.css'
import { Text } from '@mantine/core'
import { type FlowDiagnostic, type LookupSignature, lineageOf, type Rule } from '@trefoil/mapping'
import { Asterisk, FunctionSquare, Table2, TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { t } from '../../../words/words.ts'
import { diagnosticsAt } from './draft.ts'
import { picturedLines } from './picture-lines.ts'

interface MappingPictureProps {
  rules: readonly Rule[]
  path: readonly (string | number)[]
  lookups: readonly LookupSignature[]
  diagnostics: readonly FlowDiagnostic[]
  /** Somebody wants to see the rule itself. */
  open(rule: number): void
}

/** What is lit: a row of one of the two sides. */
interface Lit {
  side: 'from' | 'to'
  row: number
}

/** The height of a row in pixels, as the style has it. */
const rowHeight = 34

/** A table of rules as a picture: source fields on the left, what they fill on the right, and lines between them. */
export function MappingPicture({ rules, path, lookups, diagnostics, open }: MappingPictureProps) {
  const lineages = useMemo(() => lineageOf(rules, { lookups }), [rules, lookups])
  const { from, lines } = useMemo(() => picturedLines(lineages), [lineages])
  const [lit, setLit] = useState<Lit | null>(null)
  if (rules.length === 0) return <Text c="dimmed">{t('There are no rules yet.')}</Text>
  const height = Math.max(from.length, rules.length) * rowHeight
  const middleOf = (row: number, rows: number) => (height - rows * rowHeight) / 2 + (row + 0.5) * rowHeight
  const isLit = (line: { from: number; to: number }) => lit !== null && line[lit.side] === lit.row
  const litRows = { from: new Set<number>(), to: new Set<number>() }
  for (const line of lines.filter(isLit)) {
    litRows.from.add(line.from)
    litRows.to.add(line.to)
  }
  if (lit !== null) litRows[lit.side].add(lit.row)
  return (
    <div className={lit === null ? 'picture' : 'picture picture-lit'} onPointerLeave={() => setLit(null)}>
      <ul className="picture-from" aria-hidden>
        {from.map((name, row) => (
          <li
            key={name}
            className={litRows.from.has(row) ? 'is-lit' : undefined}
            onPointerEnter={() => setLit({ side: 'from', row })}
          >
            <code title={name}>{name}</code>
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" style={{ height }} aria-hidden>
        {lines.map((line) => {
          const [start, end] = [middleOf(line.from, from.length), middleOf(line.to, rules.length)]
          return (
            <path
              key={`${line.from} ${line.to}`}
              className={isLit(line) ? 'is-lit' : undefined}
              d={`M0,${start} C50,${start} 50,${end} 100,${end}`}
            />
          )
        })}
      </svg>
      <ul className="picture-to">
        {rules.map((rule, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place; two may fill the same field
          <li key={row} className={litRows.to.has(row) ? 'is-lit' : undefined}>
            <button
              type="button"
              onPointerEnter={() => setLit({ side: 'to', row })}
              onFocus={() => setLit({ side: 'to', row })}
              onBlur={() => setLit(null)}
              onClick={() => open(row)}
            >
              <code>{rule.to === '' ? t('rule {number}', { number: row + 1 }) : rule.to}</code>
              <How rule={rule} from={lineages[row]?.from ?? []} />
              {diagnosticsAt(diagnostics, [...path, 'rules', row]).some(({ severity }) => severity === 'error') && (
                <TriangleAlert size={14} className="picture-wrong" aria-label={t('has an error')} />
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How a field is filled, in as few words as there is room for; whoever hears it hears all fields. */
function How({ rule, from }: { rule: Rule; from: readonly string[] }) {
  const unseen = from.length > 0 && <span className="unseen">{t('from {fields}', { fields: from.join(', ') })}</span>
  return (
    <>
      {rule.required === true && <Asterisk size={13} aria-label={t('required')} />}
      {'formula' in rule && (
        <span className="picture-how" title={rule.formula}>
          <FunctionSquare size={13} aria-label={t('Formula')} /> {rule.formula}
        </span>
      )}
      {'static' in rule && (
        <span className="picture-how">
          = {typeof rule.static === 'string' ? rule.static : JSON.stringify(rule.static)}
        </span>
      )}
      {'lookup' in rule && <Table2 size={13} aria-label={t('Table')} />}
      {unseen}
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { ArrowDownToLine, ArrowUpFromLine } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { ConnectionMark, FlowMark, Mark } from '../../components/mark.tsx'
import { t } from '../../words/words.ts'
import { type Pace, paceWords } from './pace.ts'

interface FlowListProps {
  accounts: readonly Schemas['Connection'][]
  flows: readonly Schemas['Flow'][]
  issues: readonly Schemas['Issue'][]
  pace: ReadonlyMap<string, Pace>
}

/** The map as a list, where a drawing would be too small to read. */
export function FlowList({ accounts, flows, issues, pace }: FlowListProps) {
  return (
    <ul className="flow-list">
      {accounts.map((account) => (
        <li key={account.id}>
          <div className="flow-list-head">
            <Link to="/connections/$name" params={{ name: account.name }}>
              {account.name}
            </Link>
            <ConnectionMark state={account.state} />
          </div>
          <ul>
            {flows
              .filter(({ connectionId }) => connectionId === account.id)
              .map(({ id, name, state, direction }) => {
                const open = issues.filter(({ flow }) => flow === name).length
                return (
                  <li key={id}>
                    {direction === 'to_hub' ? (
                      <ArrowDownToLine size={15} aria-label={t('into the hub')} />
                    ) : (
                      <ArrowUpFromLine size={15} aria-label={t('out of the hub')} />
                    )}
                    <div>
                      <Link to="/flows/$name" params={{ name }}>
                        {name}
                      </Link>
                      <div className="quiet">{paceWords(pace.get(name))}</div>
                      <div className="node-marks">
                        <FlowMark state={state} />
                        {open > 0 && (
                          <Mark tone="amber">
                            {t('{count, plural, one {# issue} other {# issues}}', { count: open })}
                          </Mark>
                        )}
                      </div>
                    </div>
                  </li>
                )
              })}
          </ul>
        </li>
      ))}
    </ul>
  )
}

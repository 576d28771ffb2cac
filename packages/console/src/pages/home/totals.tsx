import type { Schemas } from '../../api.ts'
import { outcomeWords } from '../../components/mark.tsx'
import { number, t } from '../../words/words.ts'

const shown = ['created', 'updated', 'unchanged', 'filtered', 'held', 'error'] as const

/** How the records of the last runs ended. */
export function Totals({ runs }: { runs: readonly Schemas['Run'][] }) {
  const sum = (outcome: (typeof shown)[number]) => runs.reduce((total, run) => total + run.outcomes[outcome], 0)
  return (
    <section
      aria-label={t('How the records of the last {count} runs ended', { count: runs.length })}
      className="totals"
    >
      {shown.map((outcome) => (
        <div key={outcome} className="total">
          <span className="total-number">{number(sum(outcome))}</span>
          <span className="total-word">{outcomeWords[outcome]?.label()}</span>
        </div>
      ))}
    </section>
  )
}

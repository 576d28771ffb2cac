import type { FlowMapper } from '@trefoil/mapping'
import { Refusal } from './refusal.ts'

/** For all formulas that one request runs, whoever wrote them: fifty times what one of them may take by itself. */
const mostSteps = 5_000_000

/** A mapper for one request of a person, which ends in a Refusal where it would keep the hub from all its other work. */
export function metered({ definition, map }: FlowMapper): FlowMapper {
  const { name } = definition
  let steps = 0
  const spent = (more: number) => {
    steps += more
    if (steps <= mostSteps) return
    throw new Refusal(
      'rejected',
      'too_many_steps',
      `The formulas of the flow "${name}" were stopped after ${mostSteps} steps: make them simpler, or try fewer records or cases at once`,
      { facts: { flow: name, steps: mostSteps } },
    )
  }
  return { definition, map: (input, answers) => map({ ...input, spent }, answers) }
}

import { useState } from 'react'
import type { Schemas } from '../../api.ts'

type Flow = Schemas['FlowInFull']

/**
 * A part of a flow's definition while somebody changes it, and the version that the changes began with. Another version
 * that comes into force is followed where nothing was changed, or where it has the same of this part; it never takes
 * away what was.
 */
export function useDraft<Part>(flow: Flow, partOf: (flow: Flow) => Part) {
  const now = () => ({ version: flow.version, part: partOf(flow) })
  const [begun, begin] = useState(now)
  const [draft, setDraft] = useState(begun.part)
  const isChanged = !isSame(draft, begun.part)
  const isOvertaken = flow.version !== begun.version
  const discard = () => {
    begin(now())
    setDraft(now().part)
  }
  if (isOvertaken && !isChanged) discard()
  if (isOvertaken && isChanged && isSame(begun.part, partOf(flow))) begin(now())
  return {
    ...{ begun, draft, setDraft, isChanged, isOvertaken, discard },
    /** This stands in the hub now; what was typed since is changed against it. */
    saved: (version: number, part: Part) => begin({ version, part }),
    /** The changes are kept over the version in force, knowingly. */
    keep: () => begin(now()),
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

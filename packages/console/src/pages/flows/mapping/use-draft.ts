import type { FlowDefinition } from '@trefoil/mapping'
import { useState } from 'react'
import type { Schemas } from '../../../api.ts'
import { definitionIn } from './draft.ts'

interface Version {
  version: number
  definition: FlowDefinition
}

/**
 * A flow's rules while somebody changes them, and the version that they began with. Another version that comes into
 * force is followed where nothing was changed; it never takes away what was.
 */
export function useDraft(flow: Schemas['FlowInFull']) {
  const [begun, begin] = useState<Version>(() => versionIn(flow))
  const [draft, setDraft] = useState(begun.definition)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(begun.definition)
  const isOvertaken = flow.version !== begun.version
  const discard = () => {
    const now = versionIn(flow)
    begin(now)
    setDraft(now.definition)
  }
  if (isOvertaken && !isChanged) discard()
  return {
    ...{ begun, draft, setDraft, isChanged, isOvertaken, discard },
    /** This stands in the hub now; what was typed since is changed against it. */
    saved: (version: Version) => begin(version),
    /** The changes are kept over the version in force, knowingly. */
    keep: () => begin(versionIn(flow)),
  }
}

function versionIn(flow: Schemas['FlowInFull']): Version {
  return { version: flow.version, definition: definitionIn(flow) }
}

import type { LookupSignature } from '@trefoil/mapping'
import { useState } from 'react'
import { MappingPicture } from './mapping-picture.tsx'
import { RuleTable, type RuleTableProps } from './rule-table.tsx'

interface RulesProps extends RuleTableProps {
  isPicture: boolean
  lookups: readonly LookupSignature[]
  leavePicture(): void
}

/** The rules of a mapping or of its children, as a table to work on or as a picture that leads there. */
export function Rules({ isPicture, lookups, leavePicture, ...table }: RulesProps) {
  const [wanted, setWanted] = useState<number | null>(null)
  if (!isPicture) return <RuleTable {...table} wanted={wanted} />
  const open = (rule: number) => {
    setWanted(rule)
    leavePicture()
  }
  return <MappingPicture {...table} lookups={lookups} open={open} />
}

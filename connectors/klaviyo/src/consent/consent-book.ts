import { Fault } from '@trefoil/sdk'

/** What becomes of the wishes of a batch, by the places of those who have them. */
export interface ConsentBook {
  /** Could not be carried out, or not all of them. */
  faults: Map<number, Fault>
  /** The lists that asked them to confirm just now; '' is the account. */
  asked: Map<number, string[]>
  warnings: Map<number, string[]>
  warn(key: number, text: string): void
  /** Makes a call for these members; `about` begins what they are told of it. */
  attempt(about: string, members: { key: number }[], call: () => Promise<Map<number, Fault>>): Promise<void>
  blame(about: string, key: number, fault: Fault): void
}

/** `isAnew`: some list has asked all of them at an earlier try. */
export function openConsentBook(isAnew: boolean): ConsentBook {
  const faults = new Map<number, Fault>()
  const asked = new Map<number, string[]>()
  const warnings = new Map<number, string[]>()
  const warn = (key: number, text: string) => {
    warnings.set(key, [...(warnings.get(key) ?? []), text])
  }
  const blame = (about: string, key: number, fault: Fault) => {
    // No other try would help, and it would ask those once more who were asked: a person is told.
    if (isFinal(fault) && (isAnew || asked.has(key))) warn(key, `${about}: ${afterWriting(fault).message}`)
    else if (!faults.has(key)) faults.set(key, fault)
  }
  return {
    ...{ faults, asked, warnings, warn, blame },
    async attempt(about, members, call) {
      try {
        for (const [key, fault] of await call()) blame(about, key, fault)
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        for (const { key } of members) blame(about, key, error)
      }
    },
  }
}

function isFinal({ kind }: Fault): boolean {
  return kind === 'invalid' || kind === 'missing' || kind === 'ambiguous' || kind === 'protocol'
}

// The message alone would say of a half that it is the whole, and `missing` that the profile is gone: it was just written.
export function afterWriting(fault: Fault): Fault {
  if (fault.kind === 'missing') return listGone
  const { message, kind, details } = fault
  return new Fault(kind, `The profile was written, its consent or lists were not: ${message}`, {
    ...details,
    cause: fault,
  })
}

const listGone = new Fault(
  'invalid',
  'The profile was written, but a list that its rules name was deleted in Klaviyo meanwhile: make it again there, or take it out of the mapping',
  { code: 'LIST_GONE' },
)

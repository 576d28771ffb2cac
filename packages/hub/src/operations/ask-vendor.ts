import { type Connector, Fault, type Session } from '@trefoil/sdk'
import type { Access } from '../sync/access/open-account.ts'
import type { Hub } from './hub.ts'
import { Refusal } from './refusal.ts'

/** Asks a vendor while a person waits for the answer. Whatever goes wrong there becomes a sentence for that person. */
export async function askVendor<T>(
  hub: Hub,
  access: Access,
  asked: { code: string; tried: string; question: (session: Session, connector: Connector) => Promise<T> },
): Promise<T> {
  const { connector } = access
  try {
    return await asked.question(hub.openSession(access), connector)
  } catch (cause) {
    return refuseFor(cause, connector, asked)
  }
}

/** What went wrong at a vendor, as a sentence for the person who asked. */
export function refuseFor(cause: unknown, connector: Connector, asked: { code: string; tried: string }): never {
  const { kind, message, details } = asFault(cause, connector)
  throw new Refusal('rejected', asked.code, `${asked.tried}: ${message}`, {
    cause,
    facts: { fault: { kind, code: details.code ?? null, ...details.facts } },
  })
}

function asFault(thrown: unknown, { title }: Connector): Fault {
  if (thrown instanceof Fault) return thrown
  // The session has a time by which it ends: a person is waiting.
  if (thrown instanceof Error && (thrown.name === 'TimeoutError' || thrown.name === 'AbortError')) {
    return new Fault(
      'unavailable',
      `${title} gave no answer in time: try again, and if it stays silent look at its status page and at the address that TREFOIL_ENDPOINT_… names`,
      { code: 'TIMEOUT' },
    )
  }
  throw thrown
}

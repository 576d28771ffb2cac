import type { Entry } from './entry.ts'

/** What a comparison of the two sides can find. It changes nothing itself. */
export const reconcileCodes = {
  DRIFT_MISSING: {
    title: 'Missing on the Other Side',
    description: 'One side has the record, and the other has nothing that is linked with it.',
    resolution: 'Look for the record among the issues, or run the flow over all its records: trefoil flow run <flow>.',
    arises: 'reconcile',
  },
  DRIFT_GONE: {
    title: 'Gone on the Other Side',
    description: 'The two were linked, and the other side no longer has its part.',
    resolution: 'If it was deleted by mistake, sync the record again: trefoil sync <flow> --id <hub id>.',
    arises: 'reconcile',
  },
  DRIFT_DIFFERS: {
    title: 'Different on the Other Side',
    description: 'Both sides have the record, and the named fields differ: somebody changed one side by hand.',
    resolution: 'Sync the record again to bring the other side to what the hub has, or run the flow that reads it.',
    arises: 'reconcile',
  },
  DRIFT_PENDING: {
    title: 'On Its Way',
    description: 'The two sides differ, and the record is due to be sent.',
    resolution: 'Nothing: compare again when the flow has nothing due.',
    arises: 'reconcile',
  },
  CANNOT_READ_BACK: {
    title: 'Cannot Be Read Back',
    description: 'The connector only writes to this destination, so there is nothing to compare with.',
    resolution: 'Compare by hand, or trust the deliveries.',
    arises: 'reconcile',
  },
} as const satisfies Record<string, Entry>

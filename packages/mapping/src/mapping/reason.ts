import type { JsonObject } from '../json.ts'

/** Why a record, or a child of it, ended as it did: for people, without a customer's own data in it. */
export interface Reason {
  /** Stable and searchable. */
  code: string
  message: string
  /** The destination field that is to blame. */
  field?: string
  facts?: JsonObject
}

/** The reasons that a mapping itself can give. */
export const reasonCodes = {
  FILTERED: 'The filter of the mapping left the record out.',
  NO_DATA: 'The child holds nothing but its id.',
  NO_MAPPING: 'The flow has no mapping for such a record.',
  ERROR_FILTER: 'The error filter of the mapping stopped the record.',
  REQUIRED_FIELD_MISSING: 'A required field came out absent, null or blank.',
  FORMULA_ERROR: 'A formula could not be evaluated for this record.',
  FILTER_NOT_BOOLEAN: 'A filter gave something else than true, false or null.',
  CHILD_WITHOUT_ID: 'A child has no id to tell it from the others.',
  DUPLICATE_CHILD: 'Two children of one list have the same id.',
  NOT_A_LIST: 'The source holds something else than a list where the children should be.',
} as const satisfies Record<string, string>

import type { Entry } from './entry.ts'

/** What can become of one record between its source and the hub's table. */
export const recordCodes = {
  MISSING_SOURCE_ID: {
    title: 'Missing Source Id',
    description:
      'The source sent a record without an id. Without one its number cannot be made, and it cannot be followed.',
    resolution: 'Make sure that the record has an id in the source, then run the flow again.',
    arises: 'source',
    variants: [
      {
        field: 'customers',
        title: 'Missing Customer ID',
        description: 'A customer came without an id, so its customer number cannot be generated.',
        resolution: 'Make sure that every customer in the source has an id, then run the flow again.',
      },
    ],
  },
  UNSTORABLE_TEXT: {
    title: 'A Text That Cannot Be Stored',
    description:
      'A text holds the character U+0000, or half of a character, as of an emoji that was cut, or is an id or a key of more than 2,000 bytes, and can be neither stored nor sent. The other records of its page are stored.',
    resolution:
      'Enter the text anew in the source: its field is named. Where a formula made it, put the formula right. The record syncs at the next run.',
    arises: 'mapping',
  },
  UNSTORABLE_ANSWER: {
    title: 'An Answer That Cannot Be Stored',
    description:
      'The other side named a record, a job or a place in its list by a text that holds the character U+0000, or half of a character, and that cannot be kept.',
    resolution:
      'Give the record another id there, or show the vendor what the message says. Then try again: what was written is looked for first.',
    arises: 'connection',
  },
  UNKNOWN_EXTERNAL_ID: {
    title: 'Unknown External Id',
    description: 'The source does not know a record by the id that was asked for.',
    resolution:
      'Compare the id with the page of the record in the source; if it was deleted there, nothing is to be done.',
    arises: 'source',
  },
  PAGE_REPEATS: {
    title: 'The Listing Does Not End',
    description: 'The source answers the same page again and again, so the listing was stopped.',
    resolution: 'Run the flow again later; if it happens again, show the vendor the request that the log names.',
    arises: 'source',
  },
  CURSOR_UNREADABLE: {
    title: 'Unreadable Cursor',
    description: 'The place where the last reading ended cannot be read, so nobody knows where to go on.',
    resolution: 'Nothing: the run that met it has ended, and the next one reads the source from its beginning.',
    arises: 'source',
  },
  UNDO_LEFT: {
    title: 'Not All Was Put Back',
    description:
      'Of what the undone run changed in this record, the named fields stay as they are: they were changed since, or stand in a list to which the source added them.',
    resolution: 'Look at the fields in the record, and edit those that are wrong.',
    arises: 'mapping',
  },
  UNDO_CREATED: {
    title: 'Made by the Undone Run',
    description: 'The undone run made this record. It stays, because its source still has it.',
    resolution: 'If it should not be there, delete it in its source, or unlink it there.',
    arises: 'mapping',
  },
  UNDO_GONE: {
    title: 'Nothing to Put Back',
    description: 'The record that the undone run changed is no more: it was deleted, or became a part of another one.',
    resolution: 'Nothing.',
    arises: 'mapping',
  },
  NOTHING_LEFT: {
    title: 'Nothing Left to Part',
    description:
      'Two customers who were merged cannot be parted: nothing that one of the two was made of stands with the customer any more.',
    resolution:
      'Look at the links of the customer: what was moved by hand can be moved back, and then the two be parted.',
    arises: 'mapping',
  },
  FILTERED: {
    title: 'Left Out by the Filter',
    description: 'The filter of the mapping is not true for this record, so it does not sync. That is no error.',
    resolution: 'Nothing, if it is meant to stay out. Else change the field that the reason names, or the filter.',
    arises: 'mapping',
    variants: [
      {
        field: 'emailaddress',
        isEmpty: true,
        title: 'Missing Email Address',
        description:
          'EmailAddress is empty. The filter excludes customers without an e-mail address, so this one does not sync.',
        resolution: 'Enter a valid e-mail address for the customer in the source. It syncs at the next run.',
      },
    ],
  },
  NO_DATA: {
    title: 'Empty Child',
    description:
      'The child holds nothing but its id, so it was left out; its parent went on without it. That is no error.',
    resolution: 'Nothing, or fill the child in the source: an address needs at least one of its lines.',
    arises: 'mapping',
  },
  NO_MAPPING: {
    title: 'No Mapping for This Record',
    description: 'The flow has no mapping for such a record: none for new ones, or none for linked ones.',
    resolution: 'Add the missing mapping to the flow, or leave the record out by a filter.',
    arises: 'mapping',
  },
  ERROR_FILTER: {
    title: 'Stopped by the Error Filter',
    description: 'The error filter of the mapping is true for this record.',
    resolution: 'Put right in the source what the message says, or change the error filter.',
    arises: 'mapping',
  },
  FILTER_NOT_BOOLEAN: {
    title: 'The Filter Gives No Answer',
    description: 'A filter gave something else than true, false or null.',
    resolution: 'Write the filter as a comparison, as in !IsEmpty(EmailAddress).',
    arises: 'mapping',
  },
  FORMULA_ERROR: {
    title: 'A Formula Failed',
    description: 'A formula could not be evaluated for this record.',
    resolution:
      'Look at the values that it read: trefoil mapping explain <flow> --external-id <id>. Then guard the formula against them.',
    arises: 'mapping',
  },
  REQUIRED_FIELD_MISSING: {
    title: 'Missing Required Field',
    description: 'A field that must be filled came out absent, null or blank.',
    resolution: 'Fill the field in the source, or give its rule a default.',
    arises: 'mapping',
    variants: [
      {
        field: 'customernumber',
        title: 'Missing Customer Number',
        description: 'The customer number came out empty, so the customer cannot be told from the others.',
        resolution: 'Make sure that the record has an id in the source: the number is made of it.',
      },
    ],
  },
  CHILD_WITHOUT_ID: {
    title: 'Child Without an Id',
    description: 'A child has no id to tell it from the others of its list.',
    resolution: 'Name another field as the key of the child mapping, or give the child an id in the source.',
    arises: 'mapping',
  },
  DUPLICATE_CHILD: {
    title: 'Two Children With One Id',
    description: 'Two children of one list have the same id, so one would replace the other.',
    resolution: 'Delete one of the two in the source, or choose a key that tells them apart.',
    arises: 'mapping',
  },
  NOT_A_LIST: {
    title: 'No List of Children',
    description: 'The source holds something else than a list where the children should be.',
    resolution: 'Name the list in the "from" of the child mapping.',
    arises: 'mapping',
  },
  DUPLICATE_EMAIL: {
    title: 'Duplicate Email Conflict',
    description:
      'Another customer of the hub has the same e-mail address, and the hub does not allow several customers per address.',
    resolution: 'Change the address of one of the two in the source. The other one syncs at the next run.',
    arises: 'record',
  },
  DUPLICATE_KEY: {
    title: 'Duplicate Key',
    description: 'Another record of the hub has the same value in a field that is unique.',
    resolution: 'Change the value of one of the two in the source.',
    arises: 'record',
    variants: [
      {
        field: 'customernumber',
        title: 'Duplicate Customer Number',
        description: 'Another customer of the hub has the same customer number.',
        resolution: 'Give one of the two another number, or link the record with the customer that has it.',
      },
    ],
  },
  BRAKE_CHANGED: {
    title: 'Stopped by the Brake: Changes',
    description: 'The run would change an unusual share of the records, so it stopped before it did.',
    resolution:
      'Look at what it would change. If that is meant, release the run; else put the source or the mapping right.',
    arises: 'record',
  },
  BRAKE_DELETED: {
    title: 'Stopped by the Brake: Deletions',
    description: 'The run would take an unusual share of the records for deleted, so it stopped before it did.',
    resolution: 'Check that the source still lists all its records. If they are gone indeed, release the run.',
    arises: 'record',
  },
  BRAKE_ZEROED: {
    title: 'Stopped by the Brake: Stock to Zero',
    description: 'The run would set the stock of an unusual share of the records to zero, so it stopped before it did.',
    resolution: 'Check the stock in the source. If it is zero indeed, release the run.',
    arises: 'record',
  },
  INVALID_EMAIL: {
    title: 'Invalid Email Address',
    description: 'The e-mail address is in no form that mail can be sent to.',
    resolution: 'Correct the address in the source.',
    arises: 'record',
  },
  NAME_MISSING: {
    title: 'Missing Name',
    description: 'A customer needs a first or a last name, and both are empty.',
    resolution: 'Fill one of the two in the source, or give one of the rules a default.',
    arises: 'record',
  },
  UNKNOWN_FIELD: {
    title: 'Unknown Field',
    description: 'The definition or the record speaks of a field that is not there.',
    resolution: 'Compare the spelling with the fields of the entity; for one of your own use a custom field.',
    arises: 'record',
  },
  WRONG_TYPE: {
    title: 'Wrong Type',
    description: 'A value is of another type than the field takes: a text where a number belongs, or the like.',
    resolution: 'Convert the value in the rule, as in Convert.ToString(…).',
    arises: 'record',
  },
  WARNING: {
    title: 'Synced, With a Remark',
    description: 'The record arrived, and a part of it did not go along.',
    resolution: 'Read the remark; correct the named field in the source if it matters.',
    arises: 'destination',
  },
} as const satisfies Record<string, Entry>

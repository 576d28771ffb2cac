import type { Entry } from './entry.ts'

const klaviyo = { connector: 'klaviyo', arises: 'destination' } as const

/** What can become of one record between the hub and its destination. */
export const destinationCodes = {
  SEVERAL_MATCHES: {
    title: 'Several Matches',
    description: 'The destination has several records that could be this one. Nothing was written.',
    resolution: 'Merge them at the destination, or link the right one with the record.',
    arises: 'match',
  },
  BELONGS_TO_ANOTHER: {
    title: 'Belongs to Another Record',
    description: 'The record that was found at the destination is already linked with another record of the hub.',
    resolution: 'Correct the e-mail address or the phone number that both have, or merge the two customers.',
    arises: 'match',
  },
  ALREADY_THERE: {
    title: 'Already There',
    description: 'The destination has this record already, and the mapping says that this is an error.',
    resolution: 'Choose another collision method for the mapping, as remap_and_link, or link the two.',
    arises: 'match',
  },
  NOT_MATCHED: {
    title: 'Could Not Be Looked For',
    description: 'The destination did not answer, so a preview cannot say whether it has the record already.',
    resolution: 'Try the preview again once the destination answers.',
    arises: 'match',
  },
  INVALID_CUSTOMER_ID: {
    ...klaviyo,
    title: 'Invalid Customer ID',
    description: 'The profile that the record is linked with does not exist in Klaviyo any more.',
    resolution:
      'The hub unlinks it and matches it anew. Where that fails, give the customer a valid e-mail address and sync it again.',
  },
  INVALID_PHONE: {
    ...klaviyo,
    title: 'Invalid Customer Phone Number',
    description: 'The phone number is missing or not valid, and without one the profile cannot be created.',
    resolution:
      'Map the number through GetKlaviyoFormattedPhoneNumber and check that it returns something: trefoil formula eval.',
  },
  MISSING_IDENTIFIER: {
    ...klaviyo,
    title: 'Neither E-mail nor Phone',
    description: 'A profile needs a valid e-mail address or a valid phone number, and the record has neither.',
    resolution: 'Give the customer one of the two in the source.',
  },
  MISSING_REQUIRED_FIELD: {
    ...klaviyo,
    title: 'Missing Required Fields',
    description: 'First name, last name, city or country is empty, and the connection is strict about them.',
    resolution: 'Fill the named field in the source, or turn "strict" off in the settings of the connection.',
  },
  INVALID_COUNTRY: {
    ...klaviyo,
    title: 'Invalid Country',
    description: 'The country is neither a code nor a name that is known.',
    resolution: 'Write the country as its code, as in US, or by its name.',
  },
  INVALID_REGION: {
    ...klaviyo,
    title: 'Invalid Region',
    description: 'The region is none of the country that the address names.',
    resolution: 'Write the state or province by its code, as in MA, and check the country.',
  },
  INVALID_POSTAL_CODE: {
    ...klaviyo,
    title: 'Invalid Postal Code',
    description: 'The postal code is not in the form that its country uses.',
    resolution: 'Write digits only, or the valid local form: 94085 or 94085-1234, SW1A 1AA, K1A 0B1.',
  },
  INVALID_EXTERNAL_ID: {
    ...klaviyo,
    title: 'External Id Too Long',
    description: 'Klaviyo takes external ids of up to 255 characters.',
    resolution: "Map a shorter id, as the hub's own.",
  },
  UNKNOWN_LIST: {
    ...klaviyo,
    title: 'Unknown List',
    description: 'Klaviyo has no list of the name that the mapping writes to.',
    resolution: 'Make the list in Klaviyo, or write one of the names that the reason offers.',
  },
  AMBIGUOUS_LIST: {
    ...klaviyo,
    title: 'Several Lists of One Name',
    description: 'Klaviyo has several lists of the name that the mapping writes to.',
    resolution: 'Rename all but one of them in Klaviyo.',
  },
  LIST_GONE: {
    ...klaviyo,
    title: 'List Deleted Meanwhile',
    description: 'A list that the mapping writes to was deleted in Klaviyo while the hub was at work.',
    resolution: 'Make the list again in Klaviyo, or take its rule out of the mapping; then sync the records again.',
  },
  INVALID_LIST_VALUE: {
    ...klaviyo,
    title: 'Invalid List Value',
    description: 'A rule for a list gave something else than true, false or nothing.',
    resolution: 'Let the rule give true to subscribe, false to leave, or null to say nothing.',
  },
  DUPLICATE_PROFILE: {
    ...klaviyo,
    title: 'Duplicate Profile',
    description: 'The record claims several profiles by its e-mail address, phone number and external id.',
    resolution: 'Merge the profiles in Klaviyo, or link the record with the right one.',
  },
  SAME_PERSON_TWICE: {
    ...klaviyo,
    title: 'One Person Twice',
    description: 'Another record of the same batch has the same e-mail address, phone number or external id.',
    resolution: 'Nothing: it is matched anew. Where both customers are one person, merge them in the source.',
  },
  INVALID_CONSENT_TIME: {
    ...klaviyo,
    title: 'Invalid Time of Consent',
    description: 'The time at which the person is said to have consented is no instant of the past.',
    resolution: 'Map the time at which consent was given, or leave consentedAt out.',
  },
  TOO_LARGE: {
    ...klaviyo,
    title: 'Profile Too Large',
    description: 'The profile is larger than what Klaviyo takes.',
    resolution: 'Map fewer or shorter custom properties.',
  },
  CONSENT_UNREADABLE: {
    ...klaviyo,
    title: 'Consent Not Shown Yet',
    description: 'Klaviyo does not show yet what the person said about consent, so nothing was asked for.',
    resolution: 'Nothing: it is tried again.',
  },
  BATCH_REFUSED: {
    ...klaviyo,
    title: 'Batch Refused',
    description: 'Klaviyo refused a batch several times over without naming the row that is to blame.',
    resolution:
      'Nothing at first: the rows are sent again. If it lasts, look at the last record of the flow that was changed.',
  },
  JOB_EXPIRED: {
    ...klaviyo,
    title: 'Import Job Expired',
    description: 'Klaviyo no longer knows the import job.',
    resolution: 'Nothing: its rows are sent again.',
  },
  JOB_CANCELLED: {
    ...klaviyo,
    title: 'Import Job Cancelled',
    description: 'The import job was cancelled in Klaviyo.',
    resolution: 'Nothing: its rows are sent again.',
  },
  NOT_FOUND_AFTER_IMPORT: {
    ...klaviyo,
    title: 'Not Found After Import',
    description: 'The import ended without an error for this profile, and Klaviyo does not find it.',
    resolution: 'Nothing: it is sent again.',
  },
  DUPLICATE_SKU: {
    ...klaviyo,
    title: 'Duplicate SKUs',
    description: 'Two products of the order have the same SKU, so that it could not be told which of them was sold.',
    resolution: 'Give each product its own SKU at the source, and replay the order.',
  },
  DUPLICATE_ORDER: {
    ...klaviyo,
    title: 'Duplicate Order Number',
    description: 'Two orders have the same number, and Klaviyo would drop the second as a repeat.',
    resolution: 'Give each order its own number at the source, or map another field to UniqueId.',
  },
  MISSING_CUSTOMER: {
    ...klaviyo,
    title: 'Missing Customer ID',
    description: 'The order names no customer and no e-mail address, so that nobody could have placed it.',
    resolution: 'Link the order to its customer at the source, or map an e-mail address.',
  },
  MISSING_ADDRESS: {
    ...klaviyo,
    title: 'Missing Billing/Shipping Address',
    description: 'The order has neither a billing nor a shipping address.',
    resolution: 'Map at least one of the two: BillingAddress or ShippingAddress.',
  },
  AWAITS_CUSTOMER: {
    ...klaviyo,
    title: 'Awaits Its Customer',
    description: 'The customer of the order has no profile in Klaviyo yet.',
    resolution:
      'Nothing at first: the hub sends the customer, where it never did, and the order waits. If it lasts, see why the customer did not arrive, and sync it.',
  },
  MESSAGE_SHAPE: {
    connector: 'webhook',
    arises: 'destination',
    title: 'Message Without Shape',
    description: 'What the mapping made is no customer as a message tells it. Nothing was sent.',
    resolution: 'Correct the rule of the named field; Id has to be the id of the customer in the hub.',
  },
} as const satisfies Record<string, Entry>

import type { Entry } from './entry.ts'

const arises = 'connection'
const waits = 'Nothing: the hub tries again by itself.'

/** What can happen to any call, whatever it was about. The ten kinds of trouble stand for themselves. */
export const connectionCodes = {
  CREDENTIALS: {
    arises,
    title: 'Credentials Refused',
    description: 'The vendor does not accept the credentials. The connection is stopped.',
    resolution: 'Enter valid ones: trefoil connect … with the name of the connection.',
  },
  PERMISSION: {
    arises,
    title: 'Permission Missing',
    description: 'The credentials are good, and may not do this. The flow is stopped.',
    resolution: 'Grant the named permission at the vendor, then resume the flow.',
  },
  THROTTLED: { arises, title: 'Too Many Calls', description: 'The vendor asks to slow down.', resolution: waits },
  INVALID: {
    arises,
    title: 'Refused as Invalid',
    description: 'The vendor does not accept what was sent.',
    resolution: 'Correct the field that the reason names, in the source or in the mapping.',
  },
  MISSING: {
    arises,
    title: 'Not Known There',
    description: 'The vendor does not know what was asked for: it was deleted, or never there.',
    resolution:
      'The hub drops the link and matches the record anew. Where that fails, look for the record at the vendor.',
  },
  CONFLICT: {
    arises,
    title: 'Changed Meanwhile',
    description: 'What is at the vendor has changed, or exists already.',
    resolution: waits,
  },
  AMBIGUOUS: {
    arises,
    title: 'Several Possible Records',
    description: 'Several records of the vendor could be this one.',
    resolution: 'Merge them there, or link the right one.',
  },
  UNAVAILABLE: {
    arises,
    title: 'Vendor Unavailable',
    description: 'The vendor has trouble of its own, or cannot be reached.',
    resolution: waits,
  },
  PROTOCOL: {
    arises,
    title: 'Unexpected Answer',
    description: 'The vendor did not answer as its documentation says.',
    resolution:
      'Check the address of the vendor in the configuration; else show the vendor the request that the log names.',
  },
  BUG: {
    arises,
    title: 'Trefoil Failed',
    description: 'Trefoil itself made a mistake over this.',
    resolution: 'It is tried again. If it stays, report it with the line of the log.',
  },
  DATABASE_AWAY: {
    arises,
    title: 'Database Away',
    description: "The hub's own database did not answer. Nothing was stored by halves.",
    resolution: waits,
  },
  DISK_FULL: {
    arises,
    title: 'Disk Full',
    description: 'The disk of the database is full: the hub reads and answers, and stores nothing.',
    resolution: 'Make room there. What waits is then done by itself.',
  },
  HTTP_ERROR: {
    arises,
    title: 'Refused by Status',
    description: 'The vendor answered with a status that the connector does not know better: HTTP_404 stands for 404.',
    resolution: 'Read the message: it says what the status means here.',
  },
  ADDRESS_REFUSED: {
    arises,
    title: 'Address Refused',
    description: 'The address lies where the hub does not call: on this machine or in its network. Nothing was sent.',
    resolution: 'Correct the address; a host of your own network is named by the operator in TREFOIL_PRIVATE_HOSTS.',
  },
  CIRCUIT_OPEN: {
    arises,
    title: 'Resting After Failures',
    description: 'The vendor failed several times in a row, so it is left alone for a while.',
    resolution: waits,
  },
  CONNECTION_REFUSED: {
    arises,
    title: 'Nothing Listens There',
    description: 'Nothing answers at the address of the vendor.',
    resolution: 'Check that the vendor is up and that the address is right.',
  },
  DNS_FAILED: {
    arises,
    title: 'Host Not Found',
    description: "The name of the vendor's host was not found.",
    resolution: 'Check the address and the DNS of this machine.',
  },
  TLS_FAILED: {
    arises,
    title: 'No Secure Connection',
    description: 'No secure connection to the vendor could be made.',
    resolution: 'Check its certificate and the clock of this machine.',
  },
  UNREACHABLE: {
    arises,
    title: 'Host Unreachable',
    description: "The vendor's host could not be reached.",
    resolution: 'Check the network of this machine.',
  },
  CONNECTION_CUT: {
    arises,
    title: 'Connection Cut',
    description: 'The connection was cut before the answer was complete.',
    resolution: waits,
  },
  TIMED_OUT: {
    arises,
    title: 'No Answer in Time',
    description: 'The vendor gave no complete answer in time.',
    resolution: waits,
  },
  TIMEOUT: {
    arises,
    title: 'No Answer in Time',
    description: 'The vendor gave no answer while a person was waiting for it.',
    resolution: 'Try again; if it stays silent, look at the status page of the vendor.',
  },
  REPLY_TOO_LARGE: {
    arises,
    title: 'Answer Too Large',
    description: 'The answer is larger than what the hub takes.',
    resolution: 'Ask for smaller pages.',
  },
  REPLY_DAMAGED: {
    arises,
    title: 'Damaged Answer',
    description: 'The answer could not be unpacked.',
    resolution: waits,
  },
  HTML_REPLY: {
    arises,
    title: 'A Web Page Instead of Data',
    description: 'A web page came where the API should have answered.',
    resolution: 'Check the address of the vendor in TREFOIL_ENDPOINT_….',
  },
  ERROR_IN_ANSWER: {
    arises,
    title: 'An Error in a Good Answer',
    description: 'The vendor said that all went well, and told of an error in the same answer.',
    resolution:
      'Look in the vendor’s own pages whether it was done, then replay it; tell the vendor if it comes again.',
  },
  NOT_JSON: {
    arises,
    title: 'Unreadable Answer',
    description: 'The answer is no JSON.',
    resolution: 'Check the address of the vendor in TREFOIL_ENDPOINT_…, or ask the vendor.',
  },
  CONNECT_AGAIN: {
    arises,
    title: 'Sign In Again',
    description:
      'The access that signing in gave has ended, and the vendor gives no other: the app was taken off, or a refresh token was spent by a request whose answer was lost.',
    resolution:
      'Connect the account again under the same name: trefoil connect … --oauth. What waits is held until then.',
  },
  GRANT_REFUSED: {
    arises,
    title: 'Sign-in Not Accepted',
    description: 'The vendor takes the code of a sign-in, or the refresh token that came of it, no more.',
    resolution: 'Sign in again: trefoil connect … --oauth.',
  },
  APP_REFUSED: {
    arises,
    title: 'App Not Known',
    description: 'The vendor does not know the app by its client id and secret.',
    resolution: 'Compare both with the settings of the app at the vendor, and sign in again.',
  },
  ACCESS_REPLACED: {
    arises,
    title: 'Connected Anew Meanwhile',
    description: 'A person connected the account while the hub was asking for new access.',
    resolution: waits,
  },
  REFRESH_UNDER_WAY: {
    arises,
    title: 'New Access Asked For',
    description: 'Another worker is asking the vendor for new access.',
    resolution: waits,
  },
  BAD_API_KEY: {
    arises,
    connector: 'klaviyo',
    title: 'API Key Refused',
    description: 'Klaviyo refused the private API key.',
    resolution: 'Make a new private key in Klaviyo and store it: trefoil connect klaviyo ….',
  },
  MISSING_SCOPE: {
    arises,
    connector: 'klaviyo',
    title: 'Scope Missing',
    description: 'The API key lacks a scope.',
    resolution: 'Make a key with the named scope in Klaviyo and store it, then resume the flow.',
  },
  CHALLENGED: {
    arises,
    connector: 'klaviyo',
    title: 'Challenged by the Network',
    description: "Klaviyo's network challenged this machine instead of answering.",
    resolution: waits,
  },
  NOT_FOUND: {
    arises,
    connector: 'klaviyo',
    title: 'Not Known to Klaviyo',
    description: 'Klaviyo does not know what was asked for.',
    resolution: 'The hub drops the link and matches the record anew.',
  },
  REDIRECTED: {
    arises,
    connector: 'webhook',
    title: 'Address Leads Elsewhere',
    description:
      'The receiver answered with a redirect. It is not followed, since it could lead into your own network.',
    resolution: 'Enter the address at the end of the way: trefoil connect webhook … with the name of the connection.',
  },
  SIGNATURE_REFUSED: {
    arises,
    connector: 'webhook',
    title: 'Signature Refused',
    description: 'The receiver does not accept the signature of the messages. The connection is stopped.',
    resolution: 'Give both sides the same secret, and compare the clocks of both machines; then connect again.',
  },
  RECEIVER_GONE: {
    arises,
    connector: 'webhook',
    title: 'Receiver Gone',
    description: 'The receiver says that it wants no more messages. The connection is stopped.',
    resolution: 'Connect another address under the same name, or remove the flow.',
  },
  RECEIVER_MISSING: {
    arises,
    connector: 'webhook',
    title: 'Nothing Takes Messages There',
    description: 'The server is there, and has nothing that takes messages at the address.',
    resolution: 'Correct the address, or start the receiver; the hub tries again by itself.',
  },
  RETIRED_REVISION: {
    arises,
    connector: 'klaviyo',
    title: 'API Revision Retired',
    description: 'Klaviyo no longer answers to the revision of its API that the connection asks for.',
    resolution: 'Choose a newer revision in the settings of the connection.',
  },
} as const satisfies Record<string, Entry>

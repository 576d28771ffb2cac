import type { Profile } from '../account/profile.ts'
import { type ChannelConsent, neverAsked, type Subscriptions, type Suppression } from '../account/subscriptions.ts'
import { stamp, stampOrNull } from '../wire/reply.ts'

/** The `subscriptions` attribute. */
export function showSubscriptions({ subscriptions }: Profile) {
  return subscriptions === undefined ? silence : show(subscriptions)
}

function show({ email, sms, smsTransactional, suppressions, listSuppressions }: Subscriptions) {
  return {
    email: {
      marketing: {
        // True for a person who was never asked: it is no proof of consent.
        can_receive_email_marketing: suppressions.length === 0,
        ...showConsent(email),
        custom_method_detail: email.customMethodDetail,
        double_optin: email.doubleOptIn,
        suppression: suppressions.map(showSuppression),
        list_suppressions: listSuppressions.map((one) => ({ list_id: one.listId, ...showSuppression(one) })),
      },
    },
    sms: {
      marketing: { can_receive_sms_marketing: sms.state === 'SUBSCRIBED', ...showConsent(sms) },
      transactional: {
        can_receive_sms_transactional: smsTransactional.state === 'SUBSCRIBED',
        ...showConsent(smsTransactional),
      },
    },
  }
}

/** As most people are, so made once. */
const silence = show(neverAsked())

function showConsent({ state, at, method, methodDetail, recorded }: ChannelConsent) {
  return {
    consent: state,
    consent_timestamp: stampOrNull(at),
    last_updated: stampOrNull(recorded),
    method,
    method_detail: methodDetail,
  }
}

function showSuppression({ reason, timestamp }: Suppression) {
  return { reason, timestamp: stamp(timestamp) }
}

import { Fault, type HttpReply } from '@trefoil/sdk'
import { z } from 'zod'

export interface VendorError {
  code?: string | undefined
  title?: string | undefined
  detail?: string | undefined
  source?: { pointer?: string | undefined; parameter?: string | undefined } | null | undefined
  meta?: { duplicate_profile_id?: string | undefined } | null | undefined
}

const Errors = z.object({
  errors: z
    .array(
      z.object({
        code: z.string().optional(),
        title: z.string().optional(),
        detail: z.string().optional(),
        source: z.object({ pointer: z.string().optional(), parameter: z.string().optional() }).nullish(),
        meta: z.object({ duplicate_profile_id: z.string().optional() }).nullish(),
      }),
    )
    .min(1),
})

/** What the vendor's error answers mean. */
export function faultOf(reply: HttpReply): Fault | undefined {
  const { status } = reply
  if (status < 400) return errorInside(reply)
  const html = isHtml(reply)
  const first = errorsOf(reply)[0]
  if (status === 401 || (status === 400 && html)) {
    // A key with a stray character never reaches the API: the network in front of it answers with a bare page.
    return new Fault('credentials', 'Klaviyo refused the private API key: make a new one and store it here', {
      code: 'BAD_API_KEY',
    })
  }
  if (status === 403 && html) {
    return new Fault(
      'unavailable',
      "Klaviyo's network challenged this machine instead of answering: it is tried again",
      {
        code: 'CHALLENGED',
      },
    )
  }
  if (status === 403) {
    return new Fault(
      'permission',
      `Klaviyo refused the call: the API key, or the app that was signed in with, lacks a scope. ${said(first)}`.trim(),
      {
        code: 'MISSING_SCOPE',
      },
    )
  }
  if (status === 404)
    return new Fault('missing', `Klaviyo does not know it. ${said(first)}`.trim(), { code: 'NOT_FOUND' })
  if (status === 409) return conflict(first)
  if (status === 410) {
    return new Fault('protocol', 'Klaviyo has retired this API revision: choose a newer one in the settings', {
      code: 'RETIRED_REVISION',
    })
  }
  if (status === 413) return tooLarge
  if (status === 429) return throttled(reply)
  if (status >= 500) return undefined
  return first === undefined ? undefined : invalid(first)
}

/** The same for those who have no key that they could make anew. */
export function faultOfSignedIn(reply: HttpReply): Fault | undefined {
  const fault = faultOf(reply)
  if (fault?.kind !== 'credentials') return fault
  return new Fault('credentials', 'Klaviyo refused the access that signing in gave: sign in again', {
    code: 'GRANT_REFUSED',
  })
}

export function errorsOf(reply: HttpReply): VendorError[] {
  const parsed = Errors.safeParse(reply.json)
  return parsed.success ? parsed.data.errors : []
}

/** The fault of one refused value. */
export function invalid(error: VendorError): Fault {
  const field = fieldOf(error.source?.pointer)
  return new Fault('invalid', `Klaviyo refused ${field ?? 'the request'}. ${said(error)}`.trim(), {
    ...(error.code === undefined ? {} : { code: error.code.toUpperCase() }),
    ...(field === undefined ? {} : { field }),
  })
}

/** `/data/attributes/profiles/data/7/attributes/phone_number` → 7; undefined where the whole request is meant. */
export function rowOf(error: VendorError): number | undefined {
  const found = /^\/data\/attributes\/[^/]+\/data\/(\d+)(?:\/|$)/.exec(error.source?.pointer ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}

/** Its documentation knows no such answer. To take it for a good one would be to lose what was sent. */
function errorInside(reply: HttpReply): Fault | undefined {
  const [first] = errorsOf(reply)
  if (first === undefined) return undefined
  return new Fault('protocol', `Klaviyo answered ${reply.status} with an error inside. ${said(first)}`.trim(), {
    code: 'ERROR_IN_ANSWER',
  })
}

/** A profile may have 100 KB, a call of many 5 MB, which is cut before. */
export const tooLarge = new Fault('invalid', 'the profile is larger than the 100 KB that Klaviyo takes', {
  code: 'TOO_LARGE',
})

function conflict(first: VendorError | undefined): Fault {
  const other = first?.meta?.duplicate_profile_id
  return new Fault('conflict', 'Another profile in Klaviyo already has this e-mail, phone number or external id', {
    code: (first?.code ?? 'conflict').toUpperCase(),
    ...(other === undefined ? {} : { candidates: [other] }),
  })
}

function throttled(reply: HttpReply): Fault {
  const seconds = Number(reply.headers['retry-after'] ?? Number.NaN)
  // Retry-After counts from now, and this function has no clock: the gateway, which has one, makes it an instant.
  return new Fault('throttled', 'Klaviyo asks to wait before the next call', {
    code: 'THROTTLED',
    ...(Number.isFinite(seconds) ? { facts: { retryAfterSeconds: seconds } } : {}),
  })
}

function isHtml(reply: HttpReply): boolean {
  return (reply.headers['content-type'] ?? '').includes('html') || reply.text.trimStart().startsWith('<')
}

/** The vendor's words without what they quote of a person. */
function said(error: VendorError | undefined): string {
  const words = error?.detail ?? error?.title ?? ''
  return words
    .slice(0, 300)
    .replace(/\S+@\S+/g, '…')
    .replace(/\+?\d[\d ().-]{5,}\d/g, '…')
}

const ourNames: Record<string, string> = {
  phone_number: 'phoneNumber',
  external_id: 'externalId',
  first_name: 'firstName',
  last_name: 'lastName',
  subscriptions: 'subscribeProfile',
}

function fieldOf(pointer: string | undefined): string | undefined {
  const attribute = pointer?.split('/attributes/').at(-1)?.split('/')
  if (attribute === undefined || !pointer?.includes('/attributes/') || rowRoot.has(attribute[0] ?? '')) return undefined
  const name =
    attribute[0] === 'location' || attribute[0] === 'properties' ? (attribute[1] ?? attribute[0]) : attribute[0]
  return name === undefined ? undefined : (ourNames[name] ?? name)
}

const rowRoot = new Set(['profiles', ''])

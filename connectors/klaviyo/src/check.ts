import { type CheckReport, Fault, type HttpOptions, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { type Call, draws } from './calls.ts'
import { faultOf } from './dialect.ts'
import { strange } from './read-pages.ts'

type Permission = CheckReport['permissions'][string]

const Accounts = z.object({
  data: z
    .array(
      z.object({
        id: z.string(),
        attributes: z.object({
          test_account: z.boolean().nullish(),
          contact_information: z.object({ organization_name: z.string().nullish() }).nullish(),
        }),
      }),
    )
    .min(1),
})

/** Klaviyo does not say what a key may do, so each scope is tried in a way that changes nothing. */
export async function check(session: Session): Promise<CheckReport> {
  const account = await readAccount(session)
  return {
    ...account,
    permissions: {
      'accounts:read': 'granted',
      'profiles:read': await mayRead(session, 'profiles.read', '/api/profiles', {
        'page[size]': 1,
        'fields[profile]': 'email',
      }),
      'lists:read': await mayRead(session, 'lists.read', '/api/lists', { 'page[size]': 1 }),
      ...(await mayWrite(session)),
      'events:write': await knock(session, 'events.create', '/api/events'),
    },
  }
}

async function readAccount(session: Session): Promise<{ account: string; label: string }> {
  const reply = await session.http.get('/api/accounts', { draws: draws('accounts.read'), allow: [403] })
  const fault = faultOf(reply)
  if (fault?.kind === 'permission') {
    // Without it two connections to one account could not be told apart.
    throw new Fault('permission', 'The API key may not read which account it belongs to: grant it accounts:read', {
      code: 'MISSING_SCOPE',
      facts: { missing: ['accounts:read'] },
    })
  }
  if (fault !== undefined) throw fault
  const parsed = Accounts.safeParse(reply.json)
  const account = parsed.data?.data[0]
  if (account === undefined) throw strange('/api/accounts', parsed.error)
  const { contact_information: contact, test_account: isTest } = account.attributes
  const name = contact?.organization_name ?? account.id
  return { account: account.id, label: isTest === true ? `${name} (test)` : name }
}

async function mayRead(
  session: Session,
  call: Call,
  path: string,
  query: Record<string, string | number>,
): Promise<Permission> {
  const reply = await session.http.get(path, { query, draws: draws(call), allow: [403] })
  if (reply.status < 300) return 'granted'
  return isRefused(faultOf(reply)) ? 'missing' : 'unknown'
}

/**
 * The scope is looked at before the body is: an empty body, which can write nothing, is refused with 403 without the
 * scope and with 400 with it (reported for one account, so that every other answer means "unknown").
 */
async function mayWrite(session: Session): Promise<CheckReport['permissions']> {
  const profiles = await knock(session, 'profiles.import', '/api/profile-import')
  const both = await knock(session, 'jobs.create', '/api/profile-bulk-import-jobs')
  const all = await knock(session, 'consent.subscribe', '/api/profile-subscription-bulk-create-jobs')
  // Each call needs the scopes of the one before it and one more.
  const added = (here: Permission, before: Permission): Permission =>
    here === 'missing' && before !== 'granted' ? 'unknown' : here
  return {
    'profiles:write': profiles,
    'lists:write': added(both, profiles),
    'subscriptions:write': added(all, both),
  }
}

async function knock(session: Session, call: Call, path: string): Promise<Permission> {
  const options: HttpOptions = { draws: draws(call), allow: [400, 403, 415, 422], repeatable: true }
  const reply = await session.http.post(path, {}, options)
  const fault = faultOf(reply)
  if (fault?.kind === 'invalid') return 'granted'
  return isRefused(fault) ? 'missing' : 'unknown'
}

function isRefused(fault: Fault | undefined): boolean {
  return fault?.kind === 'permission'
}

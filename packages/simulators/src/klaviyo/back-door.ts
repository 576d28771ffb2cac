import { json, parsedBody, type SimRequest } from '../server/exchange.ts'
import type { Routes } from '../server/router.ts'
import type { BackDoor } from '../server/simulator.ts'
import type { Account } from './account/account.ts'
import type { ProfileAttributes } from './account/profile.ts'
import { confirmOptIn } from './account/subscribe.ts'
import { openLists, openProfiles } from './console.ts'
import { bodyCheck } from './description/check-body.ts'

/** What tests and people in other processes do behind the counter. */
export function createBackDoor(account: Account): Routes<BackDoor> {
  const profiles = openProfiles(account)
  const lists = openLists(account)
  return {
    'GET /_sim/profiles': ({ query }) => {
      const offset = Number(query.get('offset') ?? 0)
      const limit = Number(query.get('limit') ?? 100)
      return json(200, { total: account.profiles.size(), profiles: profiles.slice(offset, limit) })
    },
    'POST /_sim/profiles': (request) => json(201, profiles.create(posted(request))),
    'GET /_sim/profiles/:id': (_request, { id = '' }) => {
      const profile = profiles.get(id) ?? profiles.findByEmail(id)
      return profile === undefined ? json(404, { message: `no profile ${id}` }) : json(200, profile)
    },
    'PATCH /_sim/profiles/:id': (request, { id = '' }) => json(200, profiles.update(id, posted(request))),
    'DELETE /_sim/profiles/:id': (_request, { id = '' }) => {
      profiles.remove(id)
      return json(200, { removed: id })
    },
    'POST /_sim/profiles/:id/unsubscribe': (_request, { id = '' }) => {
      profiles.unsubscribe(id)
      return json(200, profiles.get(id) ?? profiles.findByEmail(id))
    },
    'POST /_sim/profiles/:id/suppress': (_request, { id = '' }) => {
      profiles.suppress(id)
      return json(200, profiles.get(id) ?? profiles.findByEmail(id))
    },
    'GET /_sim/lists': () => json(200, lists.list()),
    'GET /_sim/opt-ins': () =>
      json(
        200,
        account.waitingOptIns.map(({ wish }) => wish.identifiers),
      ),
    'POST /_sim/opt-ins/:address/confirm': (_request, { address = '' }) =>
      json(200, { confirmed: confirmOptIn(account, address) }),
    'POST /_sim/settle': () => {
      account.later.settle()
      return json(200, { settled: true })
    },
  }
}

const profileBody = bodyCheck<{ data: { attributes: ProfileAttributes } }>('create_profile')

function posted(request: SimRequest): ProfileAttributes {
  const checked = profileBody({ data: { type: 'profile', attributes: parsedBody(request) } }, 'reject')
  if (checked.problems === undefined) return checked.body.data.attributes
  throw new Error(checked.problems.map(({ source, detail }) => `${source.pointer}: ${detail}`).join(' '))
}

import type { Target } from '@trefoil/sdk'
import { settingsOf } from '../settings.ts'
import { expectedProfiles } from './expected.ts'
import { findProfiles } from './find.ts'
import { Profile } from './profile.ts'
import { readBack } from './read-back.ts'
import { settleProfiles } from './settle.ts'
import { upsertProfiles } from './upsert.ts'
import { checkLists, validateProfile } from './validate.ts'

export const profiles: Target = {
  title: 'Profiles with their lists and consent',
  schema: Profile,
  needs: ['profiles:read', 'profiles:write', 'lists:read', 'lists:write', 'subscriptions:write'],
  maxBatch: 10_000,
  matchBy: ['email', 'phoneNumber'],
  shared: (session) => (settingsOf(session).strict ? [] : ['phoneNumber']),
  raisesConsent: true,
  page: (_session, id) => `https://www.klaviyo.com/profile/${encodeURIComponent(id)}`,
  find: findProfiles,
  upsert: upsertProfiles,
  settle: settleProfiles,
  read: readBack,
  expected: expectedProfiles,
  validate: validateProfile,
  checkFields: checkLists,
}

import type { ConsentChannel, ConsentStatement, JsonObject } from '@trefoil/sdk'
import type { Db } from '../../db/database.ts'
import { inTransaction } from '../../db/in-transaction.ts'
import { type NewConsent, selectConsentSums } from '../../store/consent.ts'
import { reserveRecordIds } from '../../store/record.ts'
import { insertSignUp, lockSignUps, reserveSignUpId } from '../../store/sign-up.ts'
import { entryOf, standingsOf } from '../../sync/consent.ts'
import type { Wake } from '../../sync/context.ts'
import { rulesOf } from '../../sync/ingest/entity-rules.ts'
import { newRecord, openRecords } from '../../sync/ingest/open-record.ts'
import { isStale, StalePlanError, storePlan } from '../../sync/plan.ts'
import { personSide, planWords } from '../../sync/speak.ts'
import { customerOfEmail, findCustomer } from './find-customer.ts'
import { phonesOf } from './phones-of.ts'
import { type SignUp, wordsOfSignUp } from './words-of-sign-up.ts'

export interface SignUpDesk {
  db: Db
  workspace: number
  /** Whose phone numbers are written without a calling code. */
  country: string
  now: Date
  wake: Wake
}

/** What somebody sent with the form. */
export interface SentForm extends SignUp {
  language: 'en' | 'es'
  /** The sentence beside each box that they ticked. */
  agreed: Partial<Record<ConsentChannel, string>>
}

/**
 * Makes a customer of a sign-up, or lets it join the one with the same phone, else the same e-mail address. It is folded
 * and judged like what any source says, under a link of its own.
 */
export async function takeSignUp(desk: SignUpDesk, form: SentForm): Promise<{ id: number; recordId: number }> {
  const { db, workspace, now } = desk
  const side = personSide(workspace, 'Customer')
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { id, recordId, known, plan, how, differs } = await planSignUp(desk, form)
      const sending = await inTransaction(db, async (tx) => {
        await lockSignUps(tx, workspace)
        const found = await findCustomer(tx, workspace, { ...form, country: desk.country })
        if ((found?.id ?? null) !== known) throw new StalePlanError('The customer of a sign-up came to be meanwhile')
        await insertSignUp(tx, workspace, { id, recordId, how, differs, language: form.language, at: now })
        const made = { flowId: null, version: null }
        return storePlan(tx, plan, { side, made, runId: null, actor: `sign-up:${id}`, now })
      })
      desk.wake(sending)
      return { id, recordId }
    } catch (error) {
      if (!isStale(error) || attempt === 5) throw error
    }
  }
}

async function planSignUp(desk: SignUpDesk, form: SentForm) {
  const { db, workspace, country, now } = desk
  const found = await findCustomer(db, workspace, { ...form, country })
  const known = found?.id ?? null
  const recordId = known ?? (await reserveRecordIds(db, 1))[0] ?? 0
  const open =
    known === null ? undefined : (await openRecords(db, workspace, [known], rulesOf('Customer').keysOf)).get(known)
  const record = open ?? newRecord(recordId)
  const id = await reserveSignUpId(db)
  const holder = form.email === undefined ? undefined : await customerOfEmail(db, workspace, form.email)
  const isEmailTaken = holder !== undefined && holder.id !== known
  const { says, differs } = wordsOfSignUp(form, { record: record.data, id, country, isEmailTaken })
  const word = { record, key: `sign-up:${id}`, says, join: () => says }
  const plan = await planWords(desk, personSide(workspace, 'Customer'), [word], now)
  const [refused] = plan.outcomes
  if (refused?.code.startsWith('DUPLICATE')) throw new StalePlanError('A key of a sign-up was taken meanwhile')
  if (refused !== undefined) throw new Error(`A sign-up could not be stored: ${refused.code}`)
  const consents = await consentsOf(desk, form, { id, recordId, data: record.data })
  const moved = consents.length > 0 && known !== null && plan.changes.length === 0 ? [recordId] : []
  const how = known === null ? ('new' as const) : ('joined' as const)
  return { id, recordId, known, how, differs, plan: { ...plan, consents, consentMoved: moved } }
}

/**
 * Consent holds for the address that it was given for: where the customer has another one, the box said nothing of that.
 * What a customer withdrew, a form that anybody can fill in does not raise: it is entered as nobody's act.
 */
async function consentsOf(
  { db, workspace, country, now }: SignUpDesk,
  { agreed, phone, email, language }: SentForm,
  { id, recordId, data }: { id: number; recordId: number; data: JsonObject },
): Promise<NewConsent[]> {
  const isReached = {
    email: email !== undefined && String(data.emailAddress ?? '').toLowerCase() === email.toLowerCase(),
    sms: phone !== undefined && phonesOf(data, country).includes(phone),
  }
  const standing = standingsOf(await selectConsentSums(db, workspace, [recordId]))
  return (['email', 'sms'] as const).flatMap((channel) => {
    const words = agreed[channel]
    if (words === undefined || !isReached[channel]) return []
    const isOwnAct = standing[channel].state !== 'withdrawn'
    const said: ConsentStatement = {
      ...{ channel, state: 'given', at: now.toISOString() },
      act: isOwnAct ? 'ticked the box of the sign-up form' : null,
      proof: { form: '/join', words, language, signUp: id },
    }
    return [{ ...entryOf(said, now), record_id: recordId, connection_id: null, external_id: null }]
  })
}

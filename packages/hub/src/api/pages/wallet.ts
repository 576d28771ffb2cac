import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { customerAtCounter } from '../../operations/counter.ts'
import { newSecret } from '../../operations/new-secret.ts'
import { claim, endClaim } from '../../operations/once.ts'
import { reasonNotToUndo, redeem, requireRedemption, undoRedemption } from '../../operations/redemptions.ts'
import { Refusal } from '../../operations/refusal.ts'
import { leaveWallet, openProgramme, type Programme, walletOf } from '../../operations/wallet.ts'
import { isCustomerPart, lastEntries } from '../../store/wallet.ts'
import { readSettings } from '../../store/workspace-settings.ts'
import type { Api, ApiOptions } from '../types.ts'
import { type PublicPage, sendPage } from './frame.ts'
import { html } from './html.ts'
import { languageOf } from './language.ts'
import type { Language } from './texts.ts'
import { keep, secretOf } from './wallet-cookies.ts'
import { doorPage, walletDoor } from './wallet-door.ts'
import { walletTextsOf } from './wallet-texts.ts'
import { confirmView, redemptionView, walletView } from './wallet-view.ts'

const mostEntries = 15
const id = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)
const Redeemed = z.object({ reward: id, once: z.string().regex(/^[\w-]{43}$/) })
const Undone = z.object({ redemption: id })
const Left = z.object({ everywhere: z.string().optional() })

/** A customer's own page: the balance, what it buys, and a code for the till. It opens nothing else of the hub. */
export function walletPages(app: Api, { hub }: Pick<ApiOptions, 'hub'>): void {
  const schema = { hide: true }

  /** Shows a page to the customer who is in; everybody else stands at the door. */
  const inside =
    (show: (customer: number, language: Language, request: FastifyRequest) => Promise<Omit<PublicPage, 'language'>>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const language = languageOf(request)
      const texts = walletTextsOf(language)
      const programme = await openProgramme(hub)
      if (programme === null) {
        const body = html`<p>${texts.closedSays}</p>`
        return sendPage(request, reply, { status: 404, language, title: texts.closed, body })
      }
      const customer = await customerOf(request)
      if (customer === null) {
        const isNew = z.object({ new: z.string() }).safeParse(request.query).success
        const secret = isNew ? undefined : secretOf(request, 'wallet_code')
        return sendPage(request, reply, await doorPage(hub, programme, { language, secret }))
      }
      const page = await refusedKindly(language, programme, () => show(customer, language, request))
      return sendPage(request, reply, { over: programme.name, ...page, language })
    }

  async function customerOf(request: FastifyRequest): Promise<number | null> {
    const secret = secretOf(request, 'wallet')
    return secret === undefined ? null : walletOf(hub, secret)
  }

  /** A redemption of this customer, or of one whom they became one with. */
  async function ownRedemption(customer: number, redemptionId: number) {
    const redemption = await requireRedemption(hub, redemptionId)
    const isOwn = await isCustomerPart(hub.db, hub.workspaceId, { customer, part: redemption.customerId })
    if (!isOwn) throw new Refusal('unknown', 'unknown_redemption', `Redemption ${redemptionId} is of another customer`)
    return redemption
  }

  walletDoor(app, { hub })

  app.get(
    '/wallet',
    { schema },
    inside(async (customer, language) => {
      const [counter, entries, { loyalty }] = await Promise.all([
        customerAtCounter(hub, customer, `customer:${customer}`),
        lastEntries(hub.db, hub.workspaceId, customer, mostEntries),
        readSettings(hub.db, hub.workspaceId),
      ])
      return walletView(language, { counter, entries, zone: loyalty.zone })
    }),
  )
  app.get(
    '/wallet/reward/:id',
    { schema },
    inside(async (customer, language, request) => {
      const { rewards, customer: of } = await customerAtCounter(hub, customer, `customer:${customer}`)
      const asked = z.object({ id }).safeParse(request.params).data
      const reward = rewards.find((each) => each.id === asked?.id)
      if (reward === undefined) throw new Refusal('conflict', 'reward_not_on_offer', 'The reward is not on offer')
      return confirmView(language, { reward, balance: of.balance, once: newSecret() })
    }),
  )
  app.get(
    '/wallet/redemption/:id',
    { schema },
    inside(async (customer, language, request) => {
      const redemption = await ownRedemption(customer, z.object({ id }).parse(request.params).id)
      const canUndo = reasonNotToUndo(redemption, `customer:${customer}`, hub.now()) === null
      return redemptionView(language, { redemption, canUndo })
    }),
  )
  app.post('/wallet/redeem', { schema }, async (request, reply) => {
    const { reward: rewardId, once } = Redeemed.parse(request.body)
    const customer = await customerOf(request)
    if (customer === null) return reply.redirect('/wallet', 303)
    const actor = `customer:${customer}`
    const named = { workspaceId: hub.workspaceId, actor, key: once }
    try {
      const before = await claim(hub, named, `redeem ${rewardId}`)
      if (before !== null) return reply.redirect(before.location ?? '/wallet', 303)
      const { redemption } = await redeem(hub, { customerId: customer, rewardId, note: null }, actor)
      const location = `/wallet/redemption/${redemption.id}`
      await endClaim(hub, named, { status: 303, location, body: null })
      return reply.redirect(location, 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // Pressed twice: the wallet shows what the first press comes to.
      if (error.code.startsWith('idempotency_key')) return reply.redirect('/wallet', 303)
      await endClaim(hub, named, null)
      // The confirmation says by itself why it cannot be had any more.
      return inside(async () => Promise.reject(error))(request, reply)
    }
  })
  app.post('/wallet/undo', { schema }, async (request, reply) => {
    const { redemption: redemptionId } = Undone.parse(request.body)
    const customer = await customerOf(request)
    if (customer === null) return reply.redirect('/wallet', 303)
    const redemption = await ownRedemption(customer, redemptionId)
    if (redemption.state === 'redeemed') await undoRedemption(hub, redemptionId, `customer:${customer}`)
    return reply.redirect('/wallet', 303)
  })
  app.post('/wallet/leave', { schema }, async (request, reply) => {
    const { everywhere } = Left.parse(request.body ?? {})
    const secret = secretOf(request, 'wallet')
    if (secret !== undefined) await leaveWallet(hub, secret, everywhere !== undefined)
    keep(request, reply, 'wallet', null)
    return reply.redirect('/wallet', 303)
  })
}

/** What cannot be had by now is said in a sentence, with the way back. */
async function refusedKindly(
  language: Language,
  programme: Programme,
  show: () => Promise<Omit<PublicPage, 'language'>>,
): Promise<Omit<PublicPage, 'language'>> {
  try {
    return await show()
  } catch (error) {
    const texts = walletTextsOf(language)
    const says =
      error instanceof Refusal
        ? { too_few_points: texts.tooFew, reward_not_on_offer: texts.notOffered }[error.code]
        : undefined
    if (says === undefined) throw error
    const body = html`<p>${says}</p><a class="button quiet" href="/wallet">${texts.toWallet}</a>`
    return { status: 409, title: texts.notRedeemed, over: programme.name, body }
  }
}

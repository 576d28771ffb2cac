import type { Counter } from '../../operations/counter.ts'
import type { Redemption } from '../../store/redemption.ts'
import type { Reward } from '../../store/reward.ts'
import type { WalletEntry } from '../../store/wallet.ts'
import { type Html, html } from './html.ts'
import { filled, type Language } from './texts.ts'
import { walletTextsOf } from './wallet-texts.ts'

/** What a page of the wallet shows: its title and what stands beneath. */
interface View {
  title: string
  body: Html
}

const number = (language: Language, value: number) => new Intl.NumberFormat(language).format(value)

/** The balance, what it buys, and what moved it. */
export function walletView(
  language: Language,
  of: { counter: Counter; entries: readonly WalletEntry[]; zone: string },
): View {
  const texts = walletTextsOf(language)
  const { customer, rewards, redemptions } = of.counter
  const points = (value: number) => number(language, value)
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: of.zone })
  const open = redemptions.filter(({ redemption }) => redemption.state === 'redeemed')
  const opened = open.map(
    ({ redemption: { id, code, reward } }) =>
      html`<li><span>${reward.name}</span><a class="number" href="/wallet/redemption/${id}">${code}</a></li>`,
  )
  const offers = rewards.map((reward) => offer(language, reward, customer.balance))
  const lines = of.entries.map((entry) => {
    const sign = entry.points > 0 ? '+' : ''
    return html`<li><span>${wordOf(language, entry)}<br><span class="soft">${day.format(entry.at)}</span></span><span class="number">${sign}${points(entry.points)}</span></li>`
  })
  const title = customer.name === '' ? texts.title : filled(texts.hello, { name: customer.name })
  return {
    title,
    body: html`<p><span class="balance">${points(customer.balance)}</span> ${texts.points}</p>${opened.length === 0 ? null : html`<h2>${texts.open}</h2><ul>${opened}</ul>`}<h2>${texts.rewards}</h2>${offers.length === 0 ? html`<p>${texts.noRewards}</p>` : html`<ul>${offers}</ul>`}<h2>${texts.entries}</h2>${lines.length === 0 ? html`<p>${texts.noEntries}</p>` : html`<ul>${lines}</ul>`}<form method="post" action="/wallet/leave" class="actions"><button class="quiet">${texts.leave}</button><button class="quiet" name="everywhere" value="yes">${texts.leaveEverywhere}</button></form>`,
  }
}

function offer(language: Language, reward: Reward, balance: number): Html {
  const texts = walletTextsOf(language)
  const { id, name, says, points } = reward
  const cost = filled(texts.cost, { points: number(language, points) })
  const action =
    balance >= points
      ? html`<a class="number" href="/wallet/reward/${id}" aria-label="${texts.redeem}: ${name}">${texts.redeem}</a>`
      : html`<span class="soft number">${filled(texts.missing, { points: number(language, points - balance) })}</span>`
  return html`<li><span>${name}<br><span class="soft">${cost}${says === '' ? null : html` · ${says}`}</span></span>${action}</li>`
}

function wordOf(language: Language, { kind, reward }: WalletEntry): string {
  const texts = walletTextsOf(language)
  const name = reward ?? ''
  const words: Record<string, string> = {
    earn: texts.earn,
    reverse: texts.reverse,
    redeem: filled(texts.redeemed, { name }),
    give_back: filled(texts.give_back, { name }),
    expire: texts.expire,
  }
  return words[kind] ?? texts.adjust
}

/** Points are taken by a second press only. `once`: of two presses in a row one counts. */
export function confirmView(language: Language, of: { reward: Reward; balance: number; once: string }): View {
  const texts = walletTextsOf(language)
  const { reward, balance, once } = of
  const values = { points: number(language, reward.points), balance: number(language, balance) }
  return {
    title: filled(texts.sure, { name: reward.name }),
    body: html`<p>${filled(texts.sureSays, values)}</p><form method="post" action="/wallet/redeem"><input type="hidden" name="reward" value="${reward.id}"><input type="hidden" name="once" value="${once}"><button>${texts.yes}</button></form><a class="button quiet" href="/wallet">${texts.no}</a>`,
  }
}

/** What the cashier is shown. */
export function redemptionView(language: Language, of: { redemption: Redemption; canUndo: boolean }): View {
  const texts = walletTextsOf(language)
  const { id, code, state, reward } = of.redemption
  const back = html`<a class="button quiet" href="/wallet">${texts.toWallet}</a>`
  if (state !== 'redeemed') {
    return { title: reward.name, body: html`<p>${state === 'applied' ? texts.used : texts.cancelled}</p>${back}` }
  }
  const undo = html`<form method="post" action="/wallet/undo"><input type="hidden" name="redemption" value="${id}"><button class="quiet">${texts.giveBack}</button></form>`
  return {
    title: texts.show,
    body: html`<div class="note"><p class="big">${code}</p><p>${reward.name}</p></div><p class="hint">${texts.showSays}</p>${back}${of.canUndo ? undo : null}`,
  }
}

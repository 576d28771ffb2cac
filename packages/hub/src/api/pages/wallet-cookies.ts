import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeMs, walletMs } from '../../operations/wallet.ts'
import { secretUnder } from '../cookie.ts'

/** What a browser keeps: a code that it waits for, or an open wallet. Sent to the wallet alone, and by its own pages. */
export type WalletCookie = 'wallet' | 'wallet_code'

const lives: Record<WalletCookie, number> = { wallet: walletMs, wallet_code: codeMs }

export function secretOf(request: FastifyRequest, cookie: WalletCookie): string | undefined {
  return secretUnder(`__Secure-trefoil_${cookie}`, request) ?? secretUnder(`trefoil_${cookie}`, request)
}

/** Null: the browser is to forget it. */
export function keep(request: FastifyRequest, reply: FastifyReply, cookie: WalletCookie, secret: string | null): void {
  // Behind a proxy only the page knows that it came by https.
  const isSecure = request.headers.origin?.startsWith('https:') === true || request.protocol === 'https'
  const [prefix, secure] = isSecure ? ['__Secure-', '; Secure'] : ['', '']
  const age = secret === null ? 0 : lives[cookie] / 1_000
  const value = `${prefix}trefoil_${cookie}=${secret ?? ''}`
  // A second header, not in place of the first: a code gives way to a wallet in one answer.
  reply.header('set-cookie', `${value}; Path=/wallet; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`)
}

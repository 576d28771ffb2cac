import { startClover } from '../clover/start-clover.ts'
import { startKlaviyo } from '../klaviyo/start-klaviyo.ts'
import type { Running, SimulatorOptions } from '../server/simulator.ts'
import { startShopify } from '../shopify/start-shopify.ts'
import { type Wishes, wishesOf } from './wishes.ts'

/** A simulator, and what its caller must know to get in. */
interface Started {
  name: string
  running: Running
  access: Record<string, string>
  /** For people; programs find it at `GET /_sim`. */
  more: Record<string, string>
}

/** Starts what the command line asks for, says so, and stops at a signal (or, with `--parent`, at the end of stdin). */
export async function main(argv: readonly string[]): Promise<void> {
  const wishes = wishesOf(argv)
  const started: Started[] = []
  const stopAll = () => Promise.all(started.map(({ running }) => running.stop()))
  try {
    for await (const one of start(wishes)) started.push(one)
  } catch (error) {
    await stopAll()
    if (!(error instanceof PortTaken)) throw error
    console.error(error.message)
    process.exitCode = 3
    return
  }
  console.log(wishes.json ? asLine(started) : asText(started))
  const stop = async () => {
    await stopAll()
    // An open stdin would keep the process alive.
    process.stdin.destroy()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (wishes.parent) process.stdin.resume().once('end', stop)
}

async function* start(wishes: Wishes): AsyncGenerator<Started> {
  const { customers, orders, items, products, region, oddities, cloverPort, klaviyoPort, shopifyPort } = wishes
  const options: SimulatorOptions = { limits: wishes.limits, ...given({ seed: wishes.seed, latency: wishes.latency }) }
  if (wishes.clover) {
    const counts = given({ customers, orders, items, port: cloverPort })
    const clover = await listening('Clover', startClover({ ...options, ...counts, region, oddities }))
    const { url, merchantId, token } = clover
    const { privateKey, publicKey } = clover.ecommerce
    const app = { appId: clover.app.id, appSecret: clover.app.secret }
    const more = { privateKey, publicKey, ...app }
    yield { name: 'clover', running: clover, access: { url, merchantId, token }, more }
  }
  if (wishes.klaviyo) {
    const klaviyo = await listening('Klaviyo', startKlaviyo({ ...options, ...given({ port: klaviyoPort }) }))
    const { url, apiKey } = klaviyo
    yield { name: 'klaviyo', running: klaviyo, access: { url, apiKey }, more: {} }
  }
  if (wishes.shopify) {
    const counts = given({ customers, orders, products, port: shopifyPort })
    const shopify = await listening('Shopify', startShopify({ ...options, ...counts }))
    const { url, domain, token, clientId, clientSecret } = shopify
    yield { name: 'shopify', running: shopify, access: { url, domain, token }, more: { clientId, clientSecret } }
  }
}

/** What a person can mend by naming another port. */
class PortTaken extends Error {}

async function listening<T>(vendor: 'Clover' | 'Klaviyo' | 'Shopify', starting: Promise<T>): Promise<T> {
  try {
    return await starting
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'port' in error && error.code === 'EADDRINUSE')) throw error
    const flag = `--${vendor.toLowerCase()}-port`
    const where = `on port ${error.port} of this machine: it is taken`
    throw new PortTaken(`${vendor} cannot listen ${where}. Choose another with ${flag}.`, { cause: error })
  }
}

/** Without what was not said, so that defaults hold. */
function given<T extends Record<string, number | undefined>>(options: T): { [name in keyof T]?: number } {
  const said: { [name in keyof T]?: number } = {}
  for (const name in options) {
    const value = options[name]
    if (value !== undefined) said[name] = value
  }
  return said
}

const asLine = (started: Started[]) =>
  JSON.stringify(Object.fromEntries(started.map(({ name, access }) => [name, access])))

function asText(started: Started[]): string {
  const lines = started.flatMap(({ name, access, more }) => [
    name,
    ...Object.entries({ ...access, ...more }).map(([key, value]) => `  ${key.padEnd(12)}${value}`),
    `  ${'behind it'.padEnd(12)}${access.url}/_sim/desk`,
  ])
  return [...lines, '', 'Stop with Ctrl-C.'].join('\n')
}

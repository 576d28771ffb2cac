import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../bin/trefoil-simulators.js', import.meta.url))
let child: ReturnType<typeof spawnProgram>
afterEach(() => void child.kill('SIGKILL'))

const spawnProgram = (...flags: string[]) => spawn(process.execPath, [program, ...flags], { stdio: 'pipe' })

/** Starts the program and reads the line that says it listens. */
async function startProgram(...flags: string[]) {
  child = spawnProgram(...flags)
  const [line] = await once(createInterface(child.stdout), 'line')
  return line
}

test('--json prints where all vendors are and how to get in, and SIGTERM stops it cleanly', async () => {
  const { clover, klaviyo, shopify } = JSON.parse(await startProgram('--json', '--customers', '12', '--seed', '5'))
  expect(clover).toEqual({ url: expect.any(String), merchantId: 'TESTSH0P00005', token: expect.any(String) })
  expect(klaviyo).toEqual({ url: expect.any(String), apiKey: expect.any(String) })
  expect(shopify).toEqual({ url: expect.any(String), domain: expect.any(String), token: expect.any(String) })
  const list = await fetch(`${clover.url}/v3/merchants/${clover.merchantId}/customers`, {
    headers: { authorization: `Bearer ${clover.token}` },
  })
  expect(await list.json()).toMatchObject({ elements: { length: 12 } })
  expect((await fetch(`${klaviyo.url}/_sim`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('--shopify --products 2 opens that shop alone', async () => {
  const started = JSON.parse(await startProgram('--shopify', '--json', '--products', '2', '--orders', '0'))
  expect(Object.keys(started)).toEqual(['shopify'])
  const about = await (await fetch(`${started.shopify.url}/_sim`)).text()
  expect(JSON.parse(about)).toMatchObject({ products: 2, orders: 0 })
})

test('--parent stops it when its standard input ends', async () => {
  expect(JSON.parse(await startProgram('--clover', '--json', '--parent', '--customers', '1'))).not.toHaveProperty(
    'klaviyo',
  )
  child.stdin.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('--clover --seed 7 --customers 5000 opens that shop, and tells a person the way to the page', async () => {
  child = spawnProgram('--clover', '--seed', '7', '--customers', '5000')
  let printed = ''
  for await (const line of createInterface(child.stdout)) {
    printed += `${line}\n`
    if (line.startsWith('Stop with')) break
  }
  expect(printed).toContain('TESTSH0P00007')
  const page = /http:\S+\/_sim\/desk/.exec(printed)?.[0] ?? ''
  const reply = await fetch(page)
  expect(reply.status).toBe(200)
  expect(await reply.text()).toContain('<dt>customers</dt><dd><code>5000</code></dd>')
})

test('a region that is none is refused', async () => {
  child = spawnProgram('--region', 'moon')
  expect(await once(child, 'exit')).toEqual([1, null])
})

test('a flag that is no number is refused', async () => {
  child = spawnProgram('--customers', 'many')
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
})

test('a port that is taken is said in a sentence with the flag that chooses another, and nothing is left running', async () => {
  const { klaviyo } = JSON.parse(await startProgram('--klaviyo', '--json'))
  const { port } = new URL(klaviyo.url)
  const second = spawnProgram('--klaviyo-port', port)
  let said = ''
  second.stderr.on('data', (part) => (said += part))
  const [code] = await once(second, 'close')
  expect([code, said]).toEqual([
    3,
    `Klaviyo cannot listen on port ${port} of this machine: it is taken. Choose another with --klaviyo-port.\n`,
  ])
})

test('a port that there cannot be is refused', async () => {
  child = spawnProgram('--clover-port', '70000')
  expect(await once(child, 'exit')).toEqual([1, null])
})

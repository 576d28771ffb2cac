/** The published client, as a stranger meets it: packed, installed into an empty project, compiled against, run. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type CloverSimulator, startClover } from '@trefoil/simulators'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examplesIn, redirecting } from './clover-examples.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const bin = (name: string) => join(root, 'node_modules', name)
const tsc = (...given: string[]) => run(process.execPath, [bin('typescript/bin/tsc'), ...given], { cwd: project })

const apiToken = 'MERCHANT-API-TOKEN'
const pages = ['packages/clover/README.md', 'docs/how-to/migrate-from-clover-ecomm-sdk.md']
const examples = pages.flatMap(examplesIn)

let project: string
let simulator: CloverSimulator
let packed: string[]

beforeAll(async () => {
  simulator = await startClover({
    customers: 25,
    orders: 40,
    limits: false,
    merchantId: 'M1ABCDEFGHJKM',
    token: apiToken,
  })
  project = await mkdtemp(join(tmpdir(), 'trefoil-clover-'))
  const npm = (cwd: string, ...given: string[]) => run('npm', [...given, '--no-update-notifier'], { cwd })
  await npm(root, 'run', 'build', '-w', 'packages/clover')
  const { stdout } = await npm(join(root, 'packages/clover/dist'), 'pack', '--json', '--pack-destination', project)
  const [tarball]: { filename: string; files: { path: string }[] }[] = JSON.parse(stdout)
  if (tarball === undefined) throw new Error('npm packed nothing')
  packed = tarball.files.map(({ path }) => path).sort()
  await writeFile(join(project, 'package.json'), '{"name":"stranger","private":true,"type":"module"}')
  const name = tarball.filename.replace('@', '').replace('/', '-')
  await npm(project, 'install', '--offline', '--ignore-scripts', '--no-audit', '--save-dev', `./${name}`)
})
afterAll(async () => {
  await simulator?.stop()
  await rm(project, { recursive: true, force: true })
})

const strict = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'nodenext']
const write = (name: string, text: string) => writeFile(join(project, name), text)

const program = `
import { Clover, cloverPlatform, CloverAuthenticationError, type Customer } from '@trefoil/clover'

const [url = '', merchantId = '', token = ''] = (globalThis as unknown as { settings: string[] }).settings
const till = cloverPlatform(token, { merchantId, environment: 'sandbox', endpoints: { platform: url } })
const names: (string | undefined)[] = []
for await (const customer of till.customers.list({ expand: ['emailAddresses'], pageSize: 10 })) {
  const plain: Customer = customer
  names.push(plain.firstName ?? customer.emailAddresses?.[0]?.emailAddress)
}
const clover = new Clover('wrong', { environment: 'sandbox', endpoints: { ecommerce: url } })
const refused = await clover.customers.get('C9QZ7T1V3W5X2').catch((error: unknown) => error)
console.log(JSON.stringify([names.length, refused instanceof CloverAuthenticationError]))
`

test('the package holds the code, its types, a page to read and the licence, and nothing else', () => {
  expect(packed).toEqual(['LICENSE', 'README.md', 'index.d.ts', 'index.js', 'package.json'])
})

test('it asks for no other package and runs no script', async () => {
  const manifest = JSON.parse(await readFile(join(project, 'node_modules/@trefoil/clover/package.json'), 'utf8'))
  expect(manifest).toMatchObject({ name: '@trefoil/clover', type: 'module', sideEffects: false })
  for (const key of ['dependencies', 'peerDependencies', 'devDependencies', 'scripts'])
    expect(manifest[key]).toBeUndefined()
  expect(await readdir(join(project, 'node_modules/@trefoil'))).toEqual(['clover'])
})

test('a program compiles against it under the strictest settings, and runs', async () => {
  await write('program.ts', program)
  await tsc(...strict, 'program.ts')
  const settings = JSON.stringify([simulator.url, simulator.merchantId, simulator.token])
  await write('main.js', `globalThis.settings = ${settings}\nawait import('./program.js')\n`)
  const { stdout } = await run(process.execPath, ['main.js'], { cwd: project })
  expect(JSON.parse(stdout)).toEqual([25, true])
})

test('what was not expanded does not compile in the published types either', async () => {
  await write(
    'wrong.ts',
    `import { cloverPlatform } from '@trefoil/clover'
const till = cloverPlatform('T', { merchantId: 'M' })
const customer = await till.customers.get('C')
console.log(customer.emailAddresses)
`,
  )
  expect(await complaintsOf('wrong.ts')).toMatch(
    /^wrong\.ts\(4,22\): error TS2339: Property 'emailAddresses' does not exist/,
  )
})

test('the words of the docstrings are in the published types, with what is proved and what is not', async () => {
  const types = await readFile(join(project, 'node_modules/@trefoil/clover/index.d.ts'), 'utf8')
  expect(types).toContain('Clover has no idempotency keys here')
  expect(types).toMatch(/\[U\]/)
})

test('a program that only reads webhooks carries nothing of the rest', async () => {
  await write(
    'hooks.ts',
    `import { decodeWebhook } from '@trefoil/clover'\nconsole.log(decodeWebhook('{"verificationCode":"c"}'))\n`,
  )
  const options = ['--format', 'esm', '--platform', 'neutral', '--no-dts', '--no-config', '--out-dir', 'bundle']
  await run(process.execPath, [bin('tsdown/dist/run.mjs'), 'hooks.ts', ...options], { cwd: project })
  const [file = ''] = await readdir(join(project, 'bundle'))
  const bundle = await readFile(join(project, 'bundle', file), 'utf8')
  expect(bundle).toContain('verificationCode')
  for (const rest of ['/v3/merchants', '/v1/customers', 'oauth/v2', 'scl-sandbox']) expect(bundle).not.toContain(rest)
  const { stdout } = await run(process.execPath, [join('bundle', file)], { cwd: project })
  expect(stdout).toContain("kind: 'verification'")
})

describe('the examples of the pages', () => {
  let complaints: string
  beforeAll(async () => {
    for (const { name, text } of examples) await write(`${name}.ts`, text)
    complaints = await complaintsOf(...examples.map(({ name }) => `${name}.ts`))
  })

  test('compile', () => {
    expect(examples.length).toBeGreaterThan(6)
    expect(complaints).toBe('')
  })

  test.each([
    ['packages-clover-readme-md-1', /^(.+\n){25}/],
    ['packages-clover-readme-md-2', /^\S{13} succeeded$/m],
    ['packages-clover-readme-md-3', /^All customers together: \d/],
    ['packages-clover-readme-md-4', /^404 [0-9a-f-]{36}$/m],
    ['docs-how-to-migrate-from-clover-ecomm-sdk-md-1', /^null true$/m],
    ['docs-how-to-migrate-from-clover-ecomm-sdk-md-2', /^email_invalid$/m],
  ])('%s runs against a shop', async (name, said) => {
    const { url, ecommerce } = simulator
    const cardTokens = { clv_1CARD: await cardToken(), clv_2CARD: await cardToken() }
    await write(`run-${name}.js`, redirecting({ url, ...ecommerce, cardTokens }, name))
    const { stdout, stderr } = await run(process.execPath, [`run-${name}.js`], { cwd: project })
    expect(stderr).toBe('')
    expect(stdout).toMatch(said)
  })
})

/** What the compiler has against these programs; nothing, if it takes them. */
function complaintsOf(...given: string[]): Promise<string> {
  return tsc(...strict, ...given).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  )
}

async function cardToken(): Promise<string> {
  const card = { number: '4242424242424242', exp_month: '12', exp_year: '2030', cvv: '123' }
  const headers = { apikey: simulator.ecommerce.publicKey, 'content-type': 'application/json' }
  const reply = await fetch(`${simulator.url}/v1/tokens`, { method: 'POST', headers, body: JSON.stringify({ card }) })
  const { id }: { id: string } = JSON.parse(await reply.text())
  return id
}

import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { ConfigError, type Environment, readConfig } from './config.ts'
import { nearNames } from './near-names.ts'

const read = (environment: Environment) => readConfig(environment, '/srv/hub')

function faultsOf(environment: Environment): string[] {
  let faults: string[] = []
  expect(() => {
    try {
      read(environment)
    } catch (error) {
      if (error instanceof ConfigError) faults = error.faults
      throw error
    }
  }).toThrow(ConfigError)
  return faults
}

test('an empty environment gives a hub that listens on this machine alone and keeps all in .trefoil', () => {
  expect(read({ PATH: '/bin', TREFOIL_PORT: '', TREFOIL_API_URL: ' ' })).toEqual({
    dataDir: '/srv/hub/.trefoil',
    databaseUrl: undefined,
    host: '127.0.0.1',
    port: 4870,
    trustedProxies: [],
    logLevel: 'info',
    endpoints: {},
    masterKeyFile: undefined,
    apiUrl: undefined,
    apiKey: undefined,
    mail: undefined,
    privateHosts: [],
    stallAfter: 900_000,
    worker: true,
    console: true,
  })
})

test('mail is sent where server, sender and receivers are all named, and the password does not show itself', () => {
  const mail = {
    TREFOIL_SMTP_URL: 'smtps://hub:geheim@mail.test:465',
    TREFOIL_MAIL_FROM: 'hub@shop.test',
    TREFOIL_MAIL_TO: 'ann@shop.test, bob@shop.test',
  }
  const config = read({ ...mail, TREFOIL_MAIL_EVERY: '1h', TREFOIL_STALL_AFTER: '90s' })
  expect(config).toMatchObject({
    mail: { to: ['ann@shop.test', 'bob@shop.test'], every: 3_600_000 },
    stallAfter: 90_000,
  })
  expect(JSON.stringify(config) + inspect(config)).not.toContain('geheim')
  const { TREFOIL_MAIL_TO: _, ...half } = mail
  expect(faultsOf(half)).toEqual([expect.stringContaining('TREFOIL_MAIL_TO')])
  expect(faultsOf({ ...mail, TREFOIL_MAIL_TO: 'ann@shop.test,' })).toEqual([expect.stringContaining('commas')])
  expect(faultsOf({ ...mail, TREFOIL_SMTP_URL: 'https://mail.test' })).toEqual([expect.stringContaining('mail server')])
})

test('every variable is read', () => {
  const config = read({
    TREFOIL_DATA_DIR: '/data',
    DATABASE_URL: 'postgres://u:p@db/trefoil',
    TREFOIL_HOST: '::',
    TREFOIL_PORT: '0',
    TREFOIL_PUBLIC_URL: 'https://hub.example.com/',
    TREFOIL_LOG_LEVEL: 'debug',
    TREFOIL_ENDPOINT_CLOVER: 'http://127.0.0.1:5001',
    TREFOIL_ENDPOINT_TEA_SHOP: 'https://tea.test/base',
    TREFOIL_MASTER_KEY_FILE: 'keys/master',
    TREFOIL_API_URL: 'http://127.0.0.1:4870',
    TREFOIL_API_KEY: 'trefoil_test_x',
    TREFOIL_WORKER: 'off',
    TREFOIL_TRUSTED_PROXIES: '127.0.0.1, 172.16.0.0/12,fd00::/8',
  })
  expect(config).toMatchObject({
    dataDir: '/data',
    host: '::',
    port: 0,
    publicUrl: 'https://hub.example.com',
    logLevel: 'debug',
    endpoints: { clover: 'http://127.0.0.1:5001', 'tea-shop': 'https://tea.test/base' },
    masterKeyFile: '/srv/hub/keys/master',
    apiUrl: 'http://127.0.0.1:4870',
    worker: false,
    trustedProxies: ['127.0.0.1', '172.16.0.0/12', 'fd00::/8'],
  })
  expect(config.databaseUrl?.reveal()).toBe('postgres://u:p@db/trefoil')
  expect(config.apiKey?.reveal()).toBe('trefoil_test_x')
})

test.each([
  ['TREFOIL_PROT', 'TREFOIL_PORT'],
  ['TREFOIL_DATADIR', 'TREFOIL_DATA_DIR'],
  ['TREFOIL_ENDPIONT_CLOVER', 'TREFOIL_ENDPOINT_CLOVER'],
  ['TREFOIL_LOGLEVEL', 'TREFOIL_LOG_LEVEL'],
])('an unknown %s stops the start and names %s', (wrong, right) => {
  expect(faultsOf({ [wrong]: '1' })).toEqual([
    expect.stringMatching(`^${wrong} is not known: did you mean ${right}\\b`),
  ])
})

test('an unknown variable that is near to nothing is answered with all that are known', () => {
  expect(faultsOf({ TREFOIL_XYZZY_PLUGH: '1' })[0]).toContain('known are TREFOIL_DATA_DIR, DATABASE_URL')
})

test('variables of tests, and of others, are not ours to judge', () => {
  expect(read({ TREFOIL_TEST_DB: 'postgres', TREFOILX: '1' }).port).toBe(4870)
})

test.each([
  ['TREFOIL_PORT', 'canary', 'TREFOIL_PORT is 6 characters of letters: give a whole number from 0 to 65535'],
  ['TREFOIL_PORT', '65536', 'TREFOIL_PORT is 5 characters of digits: give a whole number'],
  ['TREFOIL_PORT', '-1', 'TREFOIL_PORT is 2 characters of digits and signs'],
  ['TREFOIL_LOG_LEVEL', 'loud', 'one of debug, info, warn, error, silent'],
  ['TREFOIL_WORKER', 'true', 'give on or off'],
  ['TREFOIL_CONSOLE', 'no', 'give on or off'],
  ['DATABASE_URL', 'mysql://u:canary@h/d', 'give the address of a PostgreSQL database'],
  ['TREFOIL_ENDPOINT_CLOVER', 'ftp://canary', 'give an address with http or https'],
  ['TREFOIL_ENDPOINT_CLOVER', 'http://u:canary@h', 'without credentials'],
  ['TREFOIL_API_URL', 'canary', 'give the address of a server'],
  ['TREFOIL_HOST', 'can ary', 'give a host name'],
  ['TREFOIL_PUBLIC_URL', 'https://canary.test/hub', 'without a path, since the hub has its host to itself'],
  ['TREFOIL_PUBLIC_URL', 'canary.test', 'give the address that browsers use'],
  ['TREFOIL_TRUSTED_PROXIES', 'canary.lan', 'of your proxies'],
  ['TREFOIL_TRUSTED_PROXIES', '1', 'such as 127.0.0.1'],
  ['TREFOIL_TRUSTED_PROXIES', '10.0.0.0/33', 'of your proxies'],
  ['TREFOIL_TRUSTED_PROXIES', '10.0.0.0/8/8', 'of your proxies'],
  ['TREFOIL_PRIVATE_HOSTS', 'canary.lan:8080', 'without ports'],
  ['TREFOIL_PRIVATE_HOSTS', '10.0.0.7,', 'with commas between them'],
  ['TREFOIL_PRIVATE_HOSTS', '10.0.0.7.9', 'with commas between them'],
])('a bad %s names the variable, its shape and the cure, and does not repeat %j', (name, value, said) => {
  const faults = faultsOf({ [name]: value })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain(said)
  expect(faults[0]).not.toMatch(/canary|can ary/)
})

test('private hosts are kept as addresses that people type are read, and the public URL as browsers call it', () => {
  const { privateHosts, publicUrl } = read({
    TREFOIL_PRIVATE_HOSTS: 'Receiver.LAN, 10.7 ,FD00:0:0::1',
    TREFOIL_PUBLIC_URL: 'HTTPS://Hub.Example.com:443/',
  })
  expect(privateHosts).toEqual(['receiver.lan', '10.0.0.7', 'fd00::1'])
  expect(publicUrl).toBe('https://hub.example.com')
})

test('all faults are told at once', () => {
  expect(faultsOf({ TREFOIL_PORT: 'x', TREFOIL_WORKER: 'x', TREFOIL_TYPO_ENTIRELY: 'x' })).toHaveLength(3)
})

test('secrets print as [secret] however they are printed', () => {
  const config = read({ DATABASE_URL: 'postgres://u:canary@db/d', TREFOIL_API_KEY: 'canary' })
  const printed = [
    inspect(config, { depth: 9, showHidden: true }),
    JSON.stringify(config),
    `${config.databaseUrl}`,
  ].join()
  expect(printed).not.toContain('canary')
  expect(printed.match(/\[secret\]/g)).toHaveLength(5)
})

test('near names are found through swapped, missing and wrong letters, nearest first', () => {
  expect(nearNames('prot', ['post', 'host', 'port'])).toEqual(['port', 'post'])
  expect(nearNames('entirely-else', ['port'])).toEqual([])
})
